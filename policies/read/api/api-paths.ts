import type { PolicyResource } from "@pulumi/policy";

import { knownAt, oncePerStack, pointsAt, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { restApiOf } from "./rest-api";

/**
 * The methods of an API that take a POST on a path.
 * @param api A REST API.
 * @param path Its path without the stage, such as `/kinesis`.
 * @param stack Its stack.
 * @returns The methods; undefined if the stack does not show all paths of the API.
 */
export function postMethodsAt(api: PolicyResource, path: string, stack: Stack): readonly PolicyResource[] | undefined {
  const posts = stack
    .ofType(awsType.method)
    .filter(
      (method) => restApiOf(stack, method) === api && ["POST", "ANY"].includes(String(knownAt(method, "httpMethod"))),
    )
    .map((method) => ({ method, path: pathOfMethod(method, api, stack) }));
  const found = posts
    .filter((post) => post.path !== undefined && isOnPath(path, post.path))
    .map(({ method }) => method);
  return found.length === 0 && posts.some((post) => post.path === undefined) ? undefined : found;
}

/** `{id}` stands for one part of a path, `{proxy+}` for the rest. */
function isOnPath(path: string, pattern: string): boolean {
  const parts = pattern.split("/").map((part) => {
    if (/^\{.*\+\}$/.test(part)) return ".+";
    return /^\{.*\}$/.test(part) ? "[^/]+" : part.replace(/[^\w-]/g, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join("/")}/?$`).test(path);
}

function pathOfMethod(method: PolicyResource, api: PolicyResource, stack: Stack): string | undefined {
  if (isRoot(method, "resourceId", api)) return "/";
  const resource = resourceAt(method, "resourceId", stack);
  return resource && pathOf(resource, api, stack, new Set());
}

function pathOf(
  resource: PolicyResource,
  api: PolicyResource,
  stack: Stack,
  seen: Set<PolicyResource>,
): string | undefined {
  const given = knownAt(resource, "path");
  if (typeof given === "string" && given.startsWith("/")) return given;
  const part = knownAt(resource, "pathPart");
  if (typeof part !== "string" || part === "" || seen.has(resource)) return undefined;
  seen.add(resource);
  const parent = resourceAt(resource, "parentId", stack);
  if (parent) {
    const before = pathOf(parent, api, stack, seen);
    return before === undefined ? undefined : `${before}/${part}`;
  }
  return isRoot(resource, "parentId", api) ? `/${part}` : undefined;
}

function isRoot(resource: PolicyResource, property: string, api: PolicyResource): boolean {
  const held = knownAt(resource, property);
  if (held !== undefined && held === knownAt(api, "rootResourceId")) return true;
  const sources = sourcesOf(resource, property);
  return sources.length > 0 && sources.every((source) => source === api);
}

const resourceAt = (holder: PolicyResource, property: string, stack: Stack): PolicyResource | undefined => {
  const [source] = sourcesOf(holder, property, awsType.resource);
  if (source) return source;
  const held = knownAt(holder, property);
  return typeof held === "string"
    ? resourcesById(stack).get(held)
    : stack.ofType(awsType.resource).find((resource) => pointsAt(holder, property, resource));
};

const resourcesById = oncePerStack(
  (stack) => new Map(stack.ofType(awsType.resource).map((resource) => [knownAt(resource, "id"), resource])),
);
