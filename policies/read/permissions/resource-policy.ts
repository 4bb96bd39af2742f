import type { PolicyResource } from "@pulumi/policy";

import { property, type Resource, textAt, valueAt } from "../resource";
import { sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { type Condition, type PolicyStatement, type Principal, statementsOf } from "./policy-document";

/** The types that carry a policy about who may use a resource, and the property they carry it in. */
const POLICIES: Readonly<Record<string, string>> = {
  [awsType.streamPolicy]: "policy",
  [awsType.key]: "policy",
  "aws:dynamodb/resourcePolicy:ResourcePolicy": "policy",
  [awsType.replicaKey]: "policy",
  [awsType.externalKey]: "policy",
  [awsType.keyPolicy]: "policy",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
  "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": "accessPolicy",
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": "policy",
  [awsType.secret]: "policy",
  [awsType.secretPolicy]: "policy",
  [awsType.topic]: "policy",
  [awsType.topicPolicy]: "policy",
  "aws:sqs/queue:Queue": "policy",
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
};

/** The types that are one statement of such a policy, and the arguments that are its conditions. */
const PERMISSIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [awsType.lambdaPermission]: {
    sourceArn: "aws:SourceArn",
    sourceAccount: "aws:SourceAccount",
    principalOrgId: "aws:PrincipalOrgID",
    eventSourceToken: "lambda:EventSourceToken",
  },
  "aws:lambda/layerVersionPermission:LayerVersionPermission": { organizationId: "aws:PrincipalOrgID" },
  "aws:cloudwatch/eventPermission:EventPermission": {},
};

/** The types that {@link resourceStatements} reads. */
export const resourcePolicyTypes: readonly string[] = [...Object.keys(POLICIES), ...Object.keys(PERMISSIONS)];

/**
 * What a resource says of who may use it, or another resource.
 * @param resource One of {@link resourcePolicyTypes}.
 * @returns The statements of its policy; one for a permission.
 * @throws Unreadable if the policy is no JSON, and what `valueAt` throws where it is not known yet.
 */
export function resourceStatements(resource: Resource): readonly PolicyStatement[] {
  const path = POLICIES[resource.type];
  if (path !== undefined) return statementsOf(valueAt(resource, path));
  const keys = PERMISSIONS[resource.type];
  const principal = textAt(resource, "principal");
  if (keys === undefined || principal === undefined) return [];
  return [
    {
      name: "the permission",
      allows: true,
      actions: [textAt(resource, "action") ?? ""],
      notActions: [],
      resources: [],
      notResources: [],
      principals: [principalOf(principal)],
      notPrincipals: [],
      conditions: [...conditionsOf(resource, keys), ...conditionOfBus(resource)],
    },
  ];
}

/** The resources that carry the policy of another one, and the property that names it. */
const ELSEWHERE: Readonly<Record<string, readonly [type: string, property: string]>> = {
  [awsType.key]: [awsType.keyPolicy, "keyId"],
  [awsType.topic]: [awsType.topicPolicy, "arn"],
};

/**
 * What the policy of a key or a topic says: its own, or the resource that takes its place.
 * @param resource A key or a topic.
 * @param stack The stack.
 * @returns The statements that count. A preview does not know the own policy where another resource carries it.
 * @throws What {@link resourceStatements} throws.
 */
export function statementsInForce(resource: PolicyResource, stack: Stack): readonly PolicyStatement[] {
  const policies = carriersOf(resource, stack);
  return (policies.length > 0 ? policies : [resource]).flatMap(resourceStatements);
}

/**
 * What writes the policy of a key or a topic. AWS keeps the one that is written last.
 * @param resource A key or a topic.
 * @param stack The stack.
 * @returns The resource itself, if the program gives it a policy or nothing else does, and what takes the place of its own.
 */
export function policyWritersOf(resource: PolicyResource, stack: Stack): readonly PolicyResource[] {
  const carriers = carriersOf(resource, stack);
  // The pack sees to it that an argument has an entry of dependencies. What AWS makes by itself, or has from a carrier, has none.
  const isOwn = Object.hasOwn(resource.propertyDependencies, POLICIES[resource.type] ?? "");
  return carriers.length === 0 || isOwn ? [resource, ...carriers] : carriers;
}

/** What carries the policy of a key or a topic in its place. */
function carriersOf(resource: PolicyResource, stack: Stack): readonly PolicyResource[] {
  const [carrier = "", property = ""] = ELSEWHERE[resource.type] ?? [];
  return stack.ofType(carrier).filter((policy) => sourcesOf(policy, property).includes(resource));
}

/** A service has a name with dots; an account and a role have none. */
const principalOf = (id: string): Principal => ({ kind: /^[\w-]+(\.[\w-]+)+$/.test(id) ? "Service" : "AWS", id });

const conditionsOf = (resource: Resource, keys: Readonly<Record<string, string>>): readonly Condition[] =>
  Object.entries(keys).flatMap(([path, key]) => {
    const value = textAt(resource, path);
    return value === undefined ? [] : [{ operator: "StringLike", key, values: [value] }];
  });

/** https://www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/eventpermission/ */
function conditionOfBus(resource: Resource): readonly Condition[] {
  const condition = valueAt(resource, "condition");
  const [operator, key, value] = ["type", "key", "value"].map((member) => property(condition, member));
  if (typeof operator !== "string" || typeof key !== "string" || typeof value !== "string") return [];
  return [{ operator, key, values: [value] }];
}
