import type { Resource } from "./resource";
import { awsType } from "./types";

/** What no rule judges of any resource: words for people. */
const FREE: readonly string[] = ["description", "name", "namePrefix", "tags", "tagsAll"];

/** The types of which rules judge all but {@link FREE}: every other property says what an API, a role or a store does. */
const ALL: readonly string[] = [
  awsType.deployment,
  awsType.domainName,
  awsType.gatewayResponse,
  awsType.httpApi,
  awsType.httpApiAuthorizer,
  awsType.httpApiIntegration,
  awsType.httpApiRoute,
  awsType.integration,
  awsType.integrationResponse,
  awsType.key,
  awsType.method,
  awsType.methodResponse,
  awsType.methodSettings,
  awsType.resource,
  awsType.restApi,
  awsType.restApiPolicy,
  awsType.restApiPut,
  awsType.role,
  awsType.stage,
  awsType.stream,
  awsType.usagePlan,
  awsType.usagePlanKey,
];

/** Of other types, the properties that rules judge. */
const SOME: Readonly<Record<string, readonly string[]>> = {
  [awsType.apiKey]: ["enabled", "value", "region"],
  [awsType.logGroup]: ["kmsKeyId", "retentionInDays", "region"],
  [awsType.metricAlarm]: ["alarmActions", "actionsEnabled"],
  [awsType.compositeAlarm]: ["alarmActions", "actionsEnabled"],
  [awsType.secret]: ["kmsKeyId", "policy", "recoveryWindowInDays", "replicas", "region"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn", "role"],
  [awsType.topic]: ["kmsMasterKeyId", "policy"],
  [awsType.webAcl]: ["defaultAction", "rules", "ruleJson"],
  [awsType.ruleGroup]: ["rules", "rulesJson"],
};

/** A document that says who may do what has this name in most types. */
const POLICY = /^(?:policy|resourcePolicy|inlinePolicy|assumeRolePolicy)$/;

/**
 * Whether rules judge a property, so that a change of it that is ignored keeps what they have not seen.
 * @param resource Any resource.
 * @param property A property's name; `*` for all of them.
 * @returns Whether they do.
 */
export function isJudged({ type: judged }: Resource, property: string): boolean {
  const all = ALL.includes(judged);
  const some = SOME[judged];
  if (property === "*") return all || some !== undefined;
  if (all) return !FREE.includes(property);
  return some?.includes(property) ?? (judged.startsWith("aws:") && POLICY.test(property));
}

/**
 * The properties whose changes are ignored; of a path, such as `triggers["model"]`, the first name.
 * https://www.pulumi.com/docs/iac/concepts/miscellaneous/property-paths/
 */
export const ignoredBy = ({ opts }: Resource): readonly string[] => [
  ...new Set(opts.ignoreChanges.map((path) => /^(?:\[["']?)?([^.[\]"']+)/.exec(path.trim())?.[1] ?? "*")),
];
