import type { PolicyResource } from "@pulumi/policy";

import { partsOfSameMethod, restApiOf } from "../api/rest-api";
import { bodyTypes } from "../openapi/bodies";
import { isDeclared } from "../openapi/declared";
import { isTrue, listAt, property, textAt, textsOf } from "../resource";
import { knownAt, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";

const HEADER = "x-api-key";

/**
 * How a resource hands on every header of a caller, and the API key with them.
 * @param resource Any resource of the stack.
 * @param stack The stack.
 * @returns What is found, in words. Of a resource with a body, what the body declares, with the place.
 */
export function handsOnKey(resource: PolicyResource, stack: Stack): readonly string[] {
  if (resource.type === awsType.webAclLogging) {
    return isBeforeKeys(resource, stack) && !isRedacted(resource)
      ? ["redactedFields lacks the header x-api-key: the log of the web ACL has the API key of every caller."]
      : [];
  }
  if (resource.type === awsType.integration) return isHandedOn(resource, stack) ? [HANDED_ON] : [];
  if (!bodyTypes.includes(resource.type)) return [];
  return stack
    .ofType(awsType.integration)
    .filter(isDeclared)
    .filter((declared) => declared.urn === resource.urn && isHandedOn(declared, stack))
    .map(({ declaredAt }) => `${declaredAt}: ${HANDED_ON}`);
}

const HANDED_ON = "HTTP_PROXY hands on every header of the caller, the API key too.";

function isHandedOn(integration: PolicyResource, stack: Stack): boolean {
  if (textAt(integration, "type") !== "HTTP_PROXY") return false;
  if (!partsOfSameMethod(stack, awsType.method, integration).some(asksForKey)) return false;
  return !textsOf(integration, "requestParameters").some(([name]) => REPLACED.test(name));
}

const REPLACED = /^integration\.request\.header\.x-api-key$/i;

const asksForKey = (method: PolicyResource): boolean => isTrue(knownAt(method, "apiKeyRequired"));

/** Whether what is logged may come with a key. Where the stack shows before what the web ACL stands, it is an API with keys. */
function isBeforeKeys(logging: PolicyResource, stack: Stack): boolean {
  const asking = stack.ofType(awsType.method).filter(asksForKey);
  const acls = sourcesOf(logging, "resourceArn");
  const guarded = stack
    .ofType(awsType.webAclAssociation)
    .filter((association) => sourcesOf(association, "webAclArn").some((acl) => acls.includes(acl)))
    .flatMap((association) => sourcesOf(association, "resourceArn"));
  if (guarded.length === 0) return asking.length > 0;
  const apis = guarded.map((one) => (one.type === awsType.stage ? restApiOf(stack, one) : one));
  return asking.some((method) => apis.includes(restApiOf(stack, method)));
}

const isRedacted = (logging: PolicyResource): boolean =>
  listAt(logging, "redactedFields").some((field) => {
    const name = property(property(field, "singleHeader"), "name");
    return typeof name === "string" && name.toLowerCase() === HEADER;
  });
