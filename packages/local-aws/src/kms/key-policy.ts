import { accountRootArn } from "../arn";
import { AwsError } from "../errors";
import { parseDocument } from "../iam/document";

/**
 * The policy of a key that is made without one: the account's own policies decide.
 * @param region of the key
 * @param accountId of the key
 * @returns the document as JSON
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const defaultKeyPolicy = (region: string, accountId: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: accountRootArn(region, accountId) },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });

/**
 * Refuses a key policy that AWS refuses.
 * @param policy the document as JSON
 * @param accountId of the key
 * @param bypassLockoutCheck takes a policy that lets nobody of the account change the policy
 * @throws AwsError MalformedPolicyDocumentException
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
 */
export function refuseKeyPolicy(policy: string, accountId: string, bypassLockoutCheck: boolean): void {
  let statements;
  try {
    statements = parseDocument(policy, "resource");
  } catch (error) {
    throw error instanceof AwsError ? new AwsError("MalformedPolicyDocumentException", error.message) : error;
  }
  const isOfAccount = (principal: string): boolean =>
    principal === "*" || principal === accountId || principal.split(":")[4] === accountId;
  const canChange = statements.some(
    ({ effect, accounts, actions }) =>
      effect === "Allow" &&
      accounts.some(isOfAccount) &&
      actions.patterns.some((pattern) => pattern.test("kms:PutKeyPolicy")) !== actions.negated,
  );
  if (!canChange && !bypassLockoutCheck) {
    throw new AwsError(
      "MalformedPolicyDocumentException",
      "The new key policy will not allow you to update the key policy in the future.",
    );
  }
}
