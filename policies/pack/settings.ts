import type { RuleMetadata } from "./rule";

/** What a rule is configured with. The engine fills in the defaults of its schema, other callers of the SDK do not. */
export function settingsOf(rule: RuleMetadata, given: object): never {
  const properties = Object.entries(rule.configSchema?.properties ?? {});
  return { ...Object.fromEntries(properties.map(([key, schema]) => [key, schema.default])), ...given } as never;
}
