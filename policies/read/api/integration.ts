import type { PolicyResource } from "@pulumi/policy";

import { isLike } from "../permissions/wildcard";
import { listAt, type Resource, textAt } from "../resource";
import { knownAt, type Stack } from "../stack";
import { restApiOf } from "./rest-api";

/** Whether API Gateway itself calls an AWS service or function here: what must not stand open. */
export function callsAws(integration: Resource): boolean {
  return ["AWS", "AWS_PROXY"].includes(textAt(integration, "type") ?? "");
}

/** Whether bodies of a media type reach the template as Base64; undefined if the API is not in this stack. */
export function isBinaryType(mediaType: string, integration: PolicyResource, stack: Stack): boolean | undefined {
  const api = restApiOf(stack, integration);
  return (
    api && listAt(api, "binaryMediaTypes").some((pattern) => typeof pattern === "string" && isLike(mediaType, pattern))
  );
}

/** Whether a connector's POST may reach the integration. An unknown method may be POST, so it counts. */
export const takesPost = (integration: PolicyResource): boolean =>
  ["POST", "ANY", undefined].includes(knownAt(integration, "httpMethod") as string | undefined);
