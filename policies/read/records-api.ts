import type { PolicyResource } from "@pulumi/policy";

import { callsKinesis, orMay } from "./kinesis-call";
import { isNotKnownYet } from "./resource";
import { knownAt, oncePerStack, referenceKey, type Stack } from "./stack";
import { type } from "./types";

/**
 * Whether a resource belongs to a REST API that takes records: one of its integrations calls Kinesis, or a connector sends
 * to it.
 * @param resource The API itself, or what names one in `restApi`.
 * @param stack Its stack.
 * @returns Whether it does, as far as it is known.
 */
export function takesRecords(resource: PolicyResource, stack: Stack): boolean {
  const key = apiKeyOf(resource);
  return key !== undefined && recordsApis(stack).has(key);
}

/** What tells the APIs of a stack apart: the id once it is known, the URN before. */
function apiKeyOf(resource: PolicyResource): string | undefined {
  if (resource.type === type.restApi) {
    const id = knownAt(resource, "id");
    return typeof id === "string" ? id : resource.urn;
  }
  const key = referenceKey(resource, "restApi");
  // The provider takes an empty id for none.
  return key === "" ? undefined : key;
}

const recordsApis = oncePerStack((stack): ReadonlySet<string> => {
  const calling = stack.ofType(type.integration).filter(isKnownToCall);
  const named = stack.ofType(type.secretVersion).flatMap(apisOfConnector);
  return new Set([...calling, ...named].flatMap((resource) => apiKeyOf(resource) ?? []));
});

/**
 * Whether an integration calls Kinesis, as far as it is known.
 * @param integration An integration of a REST API.
 * @returns Whether it does; false where nobody can tell yet.
 */
export function isKnownToCall(integration: PolicyResource): boolean {
  try {
    return orMay(callsKinesis)(integration);
  } catch (error) {
    if (isNotKnownYet(error)) return false;
    throw error;
  }
}

/** The stages and APIs that a secret is made from, if it also holds an API key: a connector's file has both. */
function apisOfConnector(version: PolicyResource): readonly PolicyResource[] {
  const sources = Object.values(version.propertyDependencies).flat();
  const hasKey = sources.some((source) => source.type === type.apiKey || source.type === type.usagePlanKey);
  return hasKey ? sources.filter((source) => source.type === type.restApi || source.type === type.stage) : [];
}
