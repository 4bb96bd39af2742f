import type { PolicyResource } from "@pulumi/policy";

import { isTrue, listAt, property, textAt, textsOf } from "./resource";
import { partsOfSameMethod } from "./rest-api";
import { knownAt, type Stack } from "./stack";
import { type } from "./types";

const HEADER = "x-api-key";

/**
 * How a resource hands on every header of a caller, and the API key with them.
 * @param resource Any resource.
 * @param stack Its stack.
 * @returns What is found, in words; undefined if it does not, or if no method of the stack asks for a key.
 */
export function handsOnKey(resource: PolicyResource, stack: Stack): string | undefined {
  if (resource.type === type.webAclLogging) {
    const isAsked = stack.ofType(type.method).some(asksForKey);
    return isAsked && !isRedacted(resource)
      ? "redactedFields lacks the header x-api-key: the log of the web ACL has the API key of every caller."
      : undefined;
  }
  if (resource.type !== type.integration || textAt(resource, "type") !== "HTTP_PROXY") return undefined;
  if (!partsOfSameMethod(stack, type.method, resource).some(asksForKey)) return undefined;
  const isReplaced = textsOf(resource, "requestParameters").some(([name]) => REPLACED.test(name));
  return isReplaced ? undefined : "HTTP_PROXY hands on every header of the caller, the API key too.";
}

const REPLACED = /^integration\.request\.header\.x-api-key$/i;

const asksForKey = (method: PolicyResource): boolean => isTrue(knownAt(method, "apiKeyRequired"));

const isRedacted = (logging: PolicyResource): boolean =>
  listAt(logging, "redactedFields").some((field) => {
    const name = property(property(field, "singleHeader"), "name");
    return typeof name === "string" && name.toLowerCase() === HEADER;
  });
