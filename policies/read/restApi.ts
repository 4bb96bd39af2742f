import type { PolicyResource } from "@pulumi/policy";
import { textAt, valueAt } from "./resource";
import { knownAt, pointsAt, sourcesOf, type Stack, target } from "./stack";
import { type } from "./types";

/** What says which method of which resource of which API a resource belongs to; its parts compare at preview too. */
function methodKey(resource: PolicyResource): string {
  const httpMethod = knownAt(resource, "httpMethod") ?? target(resource, "httpMethod");
  return JSON.stringify([target(resource, "restApi"), target(resource, "resourceId"), httpMethod]);
}

/** The resources of a type that belong to the same method as `resource`: its integration, its responses. */
export function ofSameMethod(stack: Stack, type: string, resource: PolicyResource): readonly PolicyResource[] {
  const key = methodKey(resource);
  return stack.ofType(type).filter((candidate) => methodKey(candidate) === key);
}

/** The REST API that a method, stage, deployment, ... belongs to, if it is in this stack. */
export function restApiOf(stack: Stack, resource: PolicyResource): PolicyResource | undefined {
  return stack.ofType(type.restApi).find((api) => pointsAt(resource, "restApi", api));
}

/** Whether API Gateway itself calls an AWS service or function here, with a role: what must not stand open. */
export function callsAws(integration: PolicyResource): boolean {
  const kind = textAt(integration, "type");
  return kind === "AWS" || kind === "AWS_PROXY";
}

/**
 * The AWS service behind an integration (`kinesis`, `lambda`, ...). Its URI often holds an ARN that is unknown at preview:
 * then what it was made of tells. Undefined if it is no ARN of API Gateway's; throws if nobody can tell yet.
 */
export function serviceBehind(integration: PolicyResource): string | undefined {
  const sources = sourcesOf(integration, "uri");
  if (sources.some((source) => source.type.startsWith("aws:lambda/"))) return "lambda";
  if (sources.some((source) => source.type === type.stream)) return "kinesis";
  const uri = valueAt(integration, "uri");
  if (typeof uri !== "string") return undefined;
  const [, service] = /^arn:[^:]+:apigateway:[^:]*:([^:]+):/.exec(uri) ?? [];
  return service?.split(".").at(-1);
}

/** How a person knows a method: its verb and, where the program names it, its path. */
export function nameOfMethod(method: PolicyResource): string {
  const [resource] = sourcesOf(method, "resourceId", type.resource);
  const path = resource ? knownAt(resource, "pathPart") : undefined;
  const verb = knownAt(method, "httpMethod");
  return `${typeof verb === "string" ? verb : "A method"}${typeof path === "string" ? ` on /${path}` : ""}`;
}
