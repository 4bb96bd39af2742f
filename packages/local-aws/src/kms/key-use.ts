import { parseDocument } from "../iam/document";
import { decideForService, type RequestContext } from "../iam/evaluate";
import type { Key } from "./keys";

/**
 * Whether a key's policy lets a service use the key.
 * @param key of the account
 * @param service who asks, e.g. `logs.eu-west-1.amazonaws.com`
 * @param context the condition keys of its request, by their names in lower case
 * @param actions that the service needs, all of them
 * @returns whether all are allowed
 */
export function canUseKey(
  { arn, settings }: Key,
  service: string,
  context: RequestContext,
  actions: readonly string[],
): boolean {
  const statements = parseDocument(settings.policy, "resource");
  return actions.every((action) => decideForService(statements, service, action, arn, context) === "allowed");
}
