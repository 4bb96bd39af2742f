import type { PolicyResource } from "@pulumi/policy";

import { integrationsWithRole } from "../api/integration-role";
import { knownRegionOf } from "../region";
import { listAt, property } from "../resource";
import { knownAt, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { type EncryptedStreams, holdsForKinesis } from "./kinesis-key-condition";
import {
  deniesKinesis,
  isAboutDataKeys,
  isAboutKmsKey,
  isKmsKeyArn,
  letsUseKmsKey,
  neverHoldsForKinesis,
} from "./kms-key-statement";
import { isAccountOf, type PolicyStatement } from "./policy-document";
import { attachedPolicyArns, identityStatements } from "./policy-holders";
import { statementsInForce } from "./resource-policy";
import { knownStatementsOf, permissionsOf, streamArnsOfRole } from "./role-permissions";
import { kmsKeysOfWriter, knownArnOf } from "./stream-kms-keys";

/**
 * The streams that a role writes to, for conditions on their KMS keys.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns Their regions and ARNs, as far as they are known.
 */
export function encryptedStreamsOf(role: PolicyResource, stack: Stack): EncryptedStreams {
  const regions = integrationsWithRole(role, stack).map(knownRegionOf);
  return {
    regions: [...new Set(regions.filter((region) => typeof region === "string"))],
    arns: streamArnsOfRole(role, stack),
  };
}

/**
 * Whether a statement of a role's policy denies it the KMS key of a stream that it writes to.
 * @param statement A statement.
 * @param role The role.
 * @param stack The stack.
 * @returns Whether it does, as far as the keys are known.
 */
export const deniesKmsKey = (statement: PolicyStatement, role: PolicyResource, stack: Stack): boolean =>
  deniesKinesis(statement, encryptedStreamsOf(role, stack)) &&
  kmsKeysOfWriter(role, stack).some(({ arn }) => isAboutKmsKey(statement, arn));

/**
 * Whether the key's policy, a grant, or the role's policies let the role encrypt. What attaches policies of elsewhere may. A
 * policy of the role counts only where that of the key leaves it to the account.
 * @param role A role of the stack.
 * @param key The KMS key of a stream.
 * @param stack The stack.
 * @returns Whether one of them does.
 * @throws What `valueAt` throws where a policy is not known yet.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function mayUseKmsKey(role: PolicyResource, key: PolicyResource, stack: Stack): boolean {
  const streams = encryptedStreamsOf(role, stack);
  const roleArn = knownAt(role, "arn");
  const grants = stack
    .ofType(awsType.keyGrant)
    .filter((grant) => sourcesOf(grant, "keyId", awsType.key).includes(key))
    .filter((grant) => knownAt(grant, "granteePrincipal") === roleArn);
  if (grants.some((grant) => letsKinesis(grant, streams))) return true;
  const policy = statementsInForce(key, stack);
  const lets = policy.filter((one) => one.allows && isAboutDataKeys(one) && !neverHoldsForKinesis(one, streams));
  if (lets.some(({ principals }) => principals.some(({ id }) => id === "*" || id === roleArn))) return true;
  const leavesToAccount = lets.some(({ principals }) => principals.some(({ id }) => isAccountOf(id, roleArn)));
  return (policy.length === 0 || leavesToAccount) && isLetByRole(role, key, stack);
}

function isLetByRole(role: PolicyResource, key: PolicyResource, stack: Stack): boolean {
  const holders = permissionsOf(role, stack);
  if (holders.some((holder) => attachedPolicyArns(holder).length > 0)) return true;
  return holders.flatMap(identityStatements).some((one) => letsUseKmsKey(one, knownArnOf(key)));
}

/** Whether a grant is for what Kinesis asks: the operation, and the encryption context. */
function letsKinesis(grant: PolicyResource, streams: EncryptedStreams): boolean {
  const contexts = listAt(grant, "constraints").flatMap((constraint) =>
    ["encryptionContextEquals", "encryptionContextSubset"].flatMap((name) =>
      Object.entries((property(constraint, name) ?? {}) as Readonly<Record<string, unknown>>),
    ),
  );
  return (
    listAt(grant, "operations").some((operation) => /^GenerateDataKey$/.test(String(operation))) &&
    contexts.every(([name, value]) => {
      const condition = { operator: "StringEquals", key: `kms:EncryptionContext:${name}`, values: [String(value)] };
      return holdsForKinesis(condition, streams) !== "never";
    })
  );
}

/** Whether a statement is about keys of other regions alone: the key of a stream is in the stream's region. */
const isElsewhere = ({ resources }: PolicyStatement, { regions }: EncryptedStreams): boolean =>
  regions.length > 0 &&
  resources.length > 0 &&
  resources.every((arn) => isKmsKeyArn(arn) && !regions.includes(arn.split(":")[3] ?? ""));

/**
 * Whether a statement of a role's policy allows the use of a KMS key, and never for the streams that the role writes to, and
 * no other statement of the role does.
 * @param statement A statement.
 * @param role The role.
 * @param stack The stack.
 * @returns Whether Kinesis cannot use the key by it.
 */
export function keepsKinesisOut(statement: PolicyStatement, role: PolicyResource, stack: Stack): boolean {
  const streams = encryptedStreamsOf(role, stack);
  if (!statement.allows || !isAboutDataKeys(statement)) return false;
  if (isElsewhere(statement, streams)) return true;
  if (!neverHoldsForKinesis(statement, streams)) return false;
  return !knownStatementsOf(role, stack).some(
    (one) =>
      one.allows &&
      isAboutDataKeys(one) &&
      !neverHoldsForKinesis(one, streams) &&
      statement.resources.every((arn) => isAboutKmsKey(one, arn)),
  );
}
