import type { PolicyResource } from "@pulumi/policy";

import { listAt, property, type Resource, valueAt } from "../resource";
import { knownAt, knownListAt, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { type PolicyStatement, statementsOf } from "./policy-document";

/** The types that carry policies of identities (what somebody may do), and the property they carry it in. */
const HOLDERS: Readonly<Record<string, string>> = {
  [awsType.policy]: "policy",
  "aws:iam/rolePolicy:RolePolicy": "policy",
  "aws:iam/userPolicy:UserPolicy": "policy",
  "aws:iam/groupPolicy:GroupPolicy": "policy",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
};

/** The types {@link identityStatements} reads. */
export const identityPolicyTypes: readonly string[] = [...Object.keys(HOLDERS), awsType.role];

/** The statements of the policies that a resource carries for an identity; a role's inline policies are among them. */
export function identityStatements(holder: Resource): readonly PolicyStatement[] {
  const path = HOLDERS[holder.type];
  if (path !== undefined) return statementsOf(valueAt(holder, path));
  if (holder.type !== awsType.role) return [];
  return listAt(holder, "inlinePolicies").flatMap((inline) => statementsOf(property(inline, "policy")));
}

/** The types that attach managed policies to identities, and the property that holds their ARNs. */
const ATTACHMENTS: Readonly<Record<string, string>> = {
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "policyArns",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": "policyArns",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": "policyArns",
  "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
  [awsType.role]: "managedPolicyArns",
};

/** The types {@link attachedPolicyArns} reads. */
export const attachmentTypes: readonly string[] = Object.keys(ATTACHMENTS);

/** The ARNs of the managed policies that a resource attaches. */
export function attachedPolicyArns(holder: Resource): readonly string[] {
  const path = ATTACHMENTS[holder.type];
  return path === undefined ? [] : listAt(holder, path).filter((arn) => typeof arn === "string");
}

/** Whether a resource attaches a policy of the stack: by reference, or by its ARN once that is known. */
export function attaches(holder: PolicyResource, policy: PolicyResource): boolean {
  const path = ATTACHMENTS[holder.type];
  return path !== undefined && holdsPolicy(holder, path, policy);
}

/** The types whose `permissionsBoundary` is the ARN of a policy. */
const BOUNDED: readonly string[] = [awsType.role, "aws:iam/user:User"];

/**
 * Whether a policy of the stack only limits what others allow. A permissions boundary grants nothing by itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * @param policy Any resource.
 * @param stack The stack that it is in.
 * @returns Whether it is the boundary of a role or a user of this stack, and nothing of this stack attaches it.
 */
export function isOnlyBoundary(policy: PolicyResource, stack: Stack): boolean {
  if (policy.type !== awsType.policy) return false;
  const isBoundary = BOUNDED.flatMap((bounded) => stack.ofType(bounded)).some((identity) =>
    holdsPolicy(identity, "permissionsBoundary", policy),
  );
  return isBoundary && !attachmentTypes.flatMap((one) => stack.ofType(one)).some((holder) => attaches(holder, policy));
}

function holdsPolicy(holder: PolicyResource, path: string, policy: PolicyResource): boolean {
  if (sourcesOf(holder, path).includes(policy)) return true;
  const arn = knownAt(policy, "arn");
  return arn !== undefined && knownListAt(holder, path).includes(arn);
}
