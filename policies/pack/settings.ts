import type { Words } from "./rule";

/** What a rule is configured with. */
export interface Settings {
  /** As the rule's schema describes it: the engine fills in the defaults, other callers of the SDK do not. */
  readonly config: never;
  /** The keys that the schema does not have: the engine passes them on without a word. */
  readonly misspelled: readonly string[];
}

export function settingsOf(rule: Words, given: object): Settings {
  const properties = rule.configSchema?.properties ?? {};
  const defaults = Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, schema.default]));
  return {
    config: { ...defaults, ...given } as never,
    misspelled: Object.keys(given).filter((key) => !(key in properties)),
  };
}
