import { type EncryptedStreams, holdsForKinesis } from "./kinesis-key-condition";
import { matchesAction, type PolicyStatement } from "./policy-document";
import { isLike } from "./wildcard";

const DATA_KEY = "kms:generatedatakey";

const KEY_ARN = /^arn:[^:]*:kms:[^:]*:[^:]*:key\/[\w-]+$/;

/** Whether a text is the ARN of one KMS key. */
export const isKmsKeyArn = (text: unknown): text is string => typeof text === "string" && KEY_ARN.test(text);

/** Whether a statement is about what Kinesis does with the KMS key of a stream. */
export const isAboutDataKeys = ({ actions, notActions }: PolicyStatement): boolean =>
  notActions.length > 0 ? !matchesAction(notActions, DATA_KEY) : matchesAction(actions, DATA_KEY);

/**
 * Whether a statement of an identity's policy is about a KMS key.
 * @param statement A statement.
 * @param arn The key's ARN, if it is known.
 * @returns Whether it is; of an unknown key, whether it is about all.
 */
export function isAboutKmsKey({ resources, notResources }: PolicyStatement, arn: string | undefined): boolean {
  if (notResources.length > 0) return arn !== undefined && !notResources.some((pattern) => isLike(arn, pattern));
  return resources.some((pattern) => pattern === "*" || (arn !== undefined && isLike(arn, pattern)));
}

/**
 * Whether a statement of an identity's policy lets it use a KMS key.
 * @param statement A statement.
 * @param arn The ARN of a stream's key, if it is known.
 * @returns Whether it does, as far as the key is known.
 */
export const letsUseKmsKey = (statement: PolicyStatement, arn: string | undefined): boolean =>
  statement.allows && isAboutDataKeys(statement) && (arn === undefined || isAboutKmsKey(statement, arn));

/** Whether a statement denies what Kinesis asks of a key for each record, on no condition that may not hold. */
export const deniesKinesis = (statement: PolicyStatement, streams: EncryptedStreams): boolean =>
  !statement.allows &&
  isAboutDataKeys(statement) &&
  statement.conditions.every((condition) => holdsForKinesis(condition, streams) === "always");

/** Whether a statement has a condition that does not hold for what Kinesis asks of a key. */
export const neverHoldsForKinesis = ({ conditions }: PolicyStatement, streams: EncryptedStreams): boolean =>
  conditions.some((condition) => holdsForKinesis(condition, streams) === "never");
