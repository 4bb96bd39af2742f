import type { PolicyResource } from "@pulumi/policy";

import { knownAt, oncePerResource, oncePerStack, pointsAt, referenceKey, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";

/** The resources of a type that belong to the same method as `resource`: its integration, its responses. */
export function partsOfSameMethod(stack: Stack, type: string, resource: PolicyResource): readonly PolicyResource[] {
  return byMethod(stack).get(`${type} ${methodKey(resource)}`) ?? [];
}

const byMethod = oncePerStack((stack) => {
  const groups = new Map<string, PolicyResource[]>();
  for (const part of [awsType.method, awsType.integration, awsType.integrationResponse, awsType.methodResponse]) {
    for (const resource of stack.ofType(part)) {
      const key = `${part} ${methodKey(resource)}`;
      groups.set(key, [...(groups.get(key) ?? []), resource]);
    }
  }
  return groups;
});

/** What says which method of which resource of which API a resource belongs to; its parts compare at preview too. */
function methodKey(resource: PolicyResource): string {
  const httpMethod = knownAt(resource, "httpMethod") ?? referenceKey(resource, "httpMethod");
  return JSON.stringify([referenceKey(resource, "restApi"), referenceKey(resource, "resourceId"), httpMethod]);
}

/** The REST API that a method, stage, deployment, ... belongs to, if it is in this stack. */
export function restApiOf(stack: Stack, resource: PolicyResource): PolicyResource | undefined {
  return findRestApi(resource, stack);
}

const findRestApi = oncePerResource((resource, stack) =>
  stack.ofType(awsType.restApi).find((api) => pointsAt(resource, "restApi", api)),
);

/** The methods, stages, integrations, ... of a REST API. */
export const partsOfApi = (stack: Stack, type: string, api: PolicyResource): readonly PolicyResource[] =>
  stack.ofType(type).filter((part) => pointsAt(part, "restApi", api));

/** How a person knows a method: its verb and, where the program names it, its path. */
export function describeMethod(method: PolicyResource): string {
  const [resource] = sourcesOf(method, "resourceId", awsType.resource);
  const path = resource ? knownAt(resource, "pathPart") : undefined;
  const verb = knownAt(method, "httpMethod");
  return `${typeof verb === "string" ? verb : "A method"}${typeof path === "string" ? ` on /${path}` : ""}`;
}
