import type { PolicyResource } from "@pulumi/policy";

import { isPositive } from "./condition";
import { type Condition, matchesAction, type PolicyStatement } from "./policy-document";
import { attachedPolicyArns, identityStatements } from "./policy-holders";
import { resourceStatements } from "./resource-policy";
import { permissionsOf } from "./role-permissions";
import { knownAt, sourcesOf, type Stack } from "./stack";
import { type } from "./types";
import { isLike } from "./wildcard";

/** Whether a statement is about what Kinesis does with the key of a stream. */
export const usesKey = ({ actions }: PolicyStatement): boolean => matchesAction(actions, "kms:generatedatakey");

/**
 * Whether a policy of the role or of the key lets the role encrypt. What attaches policies of elsewhere may.
 * @param role A role of the stack.
 * @param key The key of a stream.
 * @param stack The stack.
 * @returns Whether it does.
 * @throws What `valueAt` throws where a policy is not known yet.
 */
export function mayUseKey(role: PolicyResource, key: PolicyResource, stack: Stack): boolean {
  const holders = permissionsOf(role, stack);
  if (holders.some((holder) => attachedPolicyArns(holder).length > 0)) return true;
  if (holders.some((holder) => identityStatements(holder).some((one) => one.allows && usesKey(one)))) return true;
  const ids: readonly unknown[] = ["*", knownAt(role, "arn")];
  return [key, ...stack.ofType(type.keyPolicy), ...stack.ofType(type.keyGrant)]
    .filter((one) => one === key || sourcesOf(one, "keyId", type.key).includes(key))
    .some((one) =>
      one.type === type.keyGrant
        ? ids.includes(knownAt(one, "granteePrincipal"))
        : resourceStatements(one).some(
            (statement) =>
              statement.allows && usesKey(statement) && statement.principals.some(({ id }) => ids.includes(id)),
          ),
    );
}

/**
 * Whether a statement allows the use of a key, and never through Kinesis.
 * @param statement A statement of a role's policy.
 * @param regions Where the role writes to streams.
 * @returns Whether its conditions leave out Kinesis of each region.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export const keepsKinesisOut = (statement: PolicyStatement, regions: readonly string[]): boolean =>
  statement.allows &&
  usesKey(statement) &&
  statement.conditions.some((condition) => leavesKinesisOut(condition, regions));

function leavesKinesisOut(condition: Condition, regions: readonly string[]): boolean {
  if (!/^kms:ViaService$/i.test(condition.key)) return false;
  const isNot = /^StringNot/i.test(condition.operator);
  const hasKinesis = regions.some((region) =>
    ["com", "com.cn"].some((end) =>
      condition.values.some((value) => isLike(`kinesis.${region}.amazonaws.${end}`, value)),
    ),
  );
  return isNot ? hasKinesis : isPositive(condition) && !hasKinesis;
}
