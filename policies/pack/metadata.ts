import type { ResourceRule, RuleMetadata, StackRule } from "./rule";

/**
 * What the SDK is told of a rule.
 * @param rule a rule of the pack
 * @returns the SDK's own fields, without ours
 */
export function metadataOf(rule: ResourceRule | StackRule): RuleMetadata {
  const { name, description, severity, enforcementLevel, remediationSteps, url, tags, framework, configSchema } = rule;
  const optional = { ...(framework && { framework }), ...(configSchema && { configSchema }) };
  return { name, description, severity, enforcementLevel, remediationSteps, url, tags, ...optional };
}
