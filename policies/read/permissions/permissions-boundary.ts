import type { PolicyResource } from "@pulumi/policy";

import { textAt } from "../resource";
import { sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { letsUseKmsKey } from "./kms-key-statement";
import { deniesKmsKey } from "./kms-key-use";
import { awsManagedPolicyName, type PolicyStatement } from "./policy-document";
import { identityStatements } from "./policy-holders";
import { allowsToWrite, apiStreamsOf, deniesToWrite } from "./role-permissions";
import { kmsKeysOfWriter } from "./stream-kms-keys";
import { isLike } from "./wildcard";

/** AWS's own policies that, as a boundary, leave enough to write. */
const LET_WRITE = /^(AdministratorAccess|PowerUserAccess|AmazonKinesisFullAccess)$/;

/** Those of them that also leave the use of keys. */
const LET_USE_KEY = /^(AdministratorAccess|PowerUserAccess)$/;

/**
 * Whether the permissions boundary of a role keeps it from writing.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns Whether it does. Whether a boundary of the account that the stack does not show does, nobody can say.
 * @throws What `valueAt` throws where the boundary is not known yet.
 */
export function isWritingOutOfBounds(role: PolicyResource, stack: Stack): boolean {
  const statements = boundaryOf(role);
  if (statements === undefined) return isClosedBoundaryOfAws(role, LET_WRITE);
  const written = apiStreamsOf(stack).arns;
  const isLet = statements.filter(allowsToWrite).some(({ resources, notResources }) => {
    if (notResources.length > 0 || written.length === 0) return true;
    return written.some((arn) => resources.some((pattern) => isLike(arn, pattern)));
  });
  return !isLet || statements.some((statement) => deniesToWrite(statement, stack));
}

/**
 * Whether the permissions boundary of a role keeps it from a key of the streams that it writes to.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns As for {@link isWritingOutOfBounds}.
 * @throws What `valueAt` throws where the boundary is not known yet.
 */
export function isKeyOutOfBounds(role: PolicyResource, stack: Stack): boolean {
  const keys = kmsKeysOfWriter(role, stack);
  if (keys.length === 0) return false;
  const statements = boundaryOf(role);
  if (statements === undefined) return isClosedBoundaryOfAws(role, LET_USE_KEY);
  return (
    !keys.every(({ arn }) => statements.some((statement) => letsUseKmsKey(statement, arn))) ||
    statements.some((statement) => deniesKmsKey(statement, role, stack))
  );
}

/** What a boundary of this stack says; undefined if the role has none. */
function boundaryOf(role: PolicyResource): readonly PolicyStatement[] | undefined {
  const [boundary] = sourcesOf(role, "permissionsBoundary", awsType.policy);
  return boundary === undefined ? undefined : identityStatements(boundary);
}

function isClosedBoundaryOfAws(role: PolicyResource, open: RegExp): boolean {
  const name = awsManagedPolicyName(textAt(role, "permissionsBoundary") ?? "");
  return name !== undefined && !open.test(name);
}
