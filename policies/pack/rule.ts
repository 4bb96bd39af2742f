import type { Policy, PolicyResource } from "@pulumi/policy";
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

import type { Resource } from "../read/resource";
import type { Stack } from "../read/stack";

/**
 * What a check found, in the words of the resource; undefined or an empty list when all is well. Never the value of
 * anything that could be a secret: whoever reads the build's log reads this.
 */
export type CheckResult = string | readonly string[] | undefined;

/**
 * Which value of a setting asks for less: a lower or a higher one (of an enumeration, by its order; true is higher than
 * false), or a list or map with more or fewer entries.
 */
type Laxer = "lower" | "higher" | "more" | "fewer";

/** A setting of a rule. The SDK and the engine hand on `laxer`, which they do not know, to those who compare configurations. */
interface Setting extends PolicyConfigJSONSchema {
  /** Left out where more than the direction counts: a reviewer then sees only that the setting is changed. */
  readonly laxer?: Laxer;
}

/** The settings of a rule, as the SDK takes them. */
export interface SettingsSchema {
  readonly properties: Record<string, Setting>;
}

/** The words of a rule, in the fields of the policy SDK, none of them left out. */
export type RuleMetadata = Required<
  Pick<Policy, "name" | "description" | "severity" | "enforcementLevel" | "remediationSteps" | "url" | "tags">
> &
  Pick<Policy, "framework"> & { readonly configSchema?: SettingsSchema };

/**
 * One rule. `checks` are pure and independent of each other: where one meets a value that AWS has yet to assign, the others
 * still judge, and the pack says that this one has not.
 */
interface Rule<Check> extends RuleMetadata {
  /** The type tokens this rule judges; left out, it judges every resource. */
  readonly types?: readonly string[];
  readonly checks: readonly Check[];
}

/** A rule that needs one resource alone. It judges the inputs, before AWS sees them. */
export interface ResourceRule<Config = never> extends Rule<(resource: Resource, config: Config) => CheckResult> {
  readonly scope: "resource";
  /** The properties to set; undefined if there is nothing to mend. Runs only where configured as `remediate`. */
  readonly remedy?: (resource: Resource, config: Config) => Record<string, unknown> | undefined;
}

/** A rule that needs to see how resources hang together. It judges at the end of a preview and of an update. */
export interface StackRule<Config = never> extends Rule<
  (resource: PolicyResource, stack: Stack, config: Config) => CheckResult
> {
  readonly scope: "stack";
}

export type AnyRule = ResourceRule | StackRule;

/** Declares a rule on single resources; `Config` is what its `configSchema` describes, defaults filled in. */
export function resourceRule<Config = object>(rule: Omit<ResourceRule<Config>, "scope">): ResourceRule<Config> {
  return { ...rule, scope: "resource" };
}

/** Declares a rule on resources as they hang together. */
export function stackRule<Config = object>(rule: Omit<StackRule<Config>, "scope">): StackRule<Config> {
  return { ...rule, scope: "stack" };
}
