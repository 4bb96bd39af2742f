import * as iam from "@pulumi/aws/iam";
import * as ssoadmin from "@pulumi/aws/ssoadmin";

import { ALL, allow, NAMED_STREAM, policyOf, trustOf } from "../build/documents";
import { who } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** Groups, users, attachments and single sign-on. */
export const identities: readonly Attack[] = [
  who("group-policy", "a group may do everything", (b) => {
    const group = new iam.Group(`${b.name}-group`, {});
    new iam.GroupPolicy(`${b.name}-policy`, { group: group.name, policy: ALL });
  }),
  who("group-attachment", "a group administers the account", (b) => {
    const group = new iam.Group(`${b.name}-group`, {});
    new iam.GroupPolicyAttachment(`${b.name}-attachment`, {
      group: group.name,
      policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
    });
  }),
  who(
    "group-exclusive",
    "a group's list of policies has the administrator's",
    (b) =>
      new iam.GroupPolicyAttachmentsExclusive(`${b.name}-list`, {
        groupName: "staff",
        policyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      }),
  ),
  who(
    "role-exclusive",
    "a role's list of policies has the administrator's",
    (b) =>
      new iam.RolePolicyAttachmentsExclusive(`${b.name}-list`, {
        roleName: "worker",
        policyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      }),
  ),
  who(
    "user-policy",
    "a user that is there already may do everything",
    (b) => new iam.UserPolicy(`${b.name}-policy`, { user: "legacy", policy: ALL }),
  ),
  who(
    "user-attachment",
    "a user that is there already administers the account",
    (b) =>
      new iam.UserPolicyAttachment(`${b.name}-attachment`, {
        user: "legacy",
        policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
  ),
  who(
    "user-key",
    "a user that is there already gets a key that lasts",
    (b) => new iam.AccessKey(`${b.name}-key`, { user: "legacy" }),
  ),
  who(
    "attachment-of-all",
    "a policy for roles, groups and users administers the account",
    (b) =>
      new iam.PolicyAttachment(`${b.name}-attachment`, {
        roles: ["worker"],
        policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
  ),
  who(
    "job-function",
    "a job's policy of AWS is nearly everything",
    (b) =>
      new iam.RolePolicyAttachment(`${b.name}-attachment`, {
        role: "worker",
        policyArn: "arn:aws:iam::aws:policy/job-function/SystemAdministrator",
      }),
  ),
  who(
    "chinese-administrator",
    "another partition's administrator is one, too",
    (b) =>
      new iam.RolePolicyAttachment(`${b.name}-attachment`, {
        role: "worker",
        policyArn: "arn:aws-cn:iam::aws:policy/AdministratorAccess",
      }),
  ),
  who(
    "policy-alone",
    "a policy that nothing has yet may do everything",
    (b) => new iam.Policy(`${b.name}-policy`, { policy: ALL, tags: b.tags }),
  ),
  who(
    "policy-object",
    "a statement that is no list may do everything",
    (b) =>
      new iam.Policy(`${b.name}-policy`, {
        policy: '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"\\u002a","Resource":"\\u002a"}}',
        tags: b.tags,
      }),
  ),
  who(
    "inline-of-role",
    "a role's own inline policy may do everything",
    (b) =>
      new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: trustOf({ Service: "lambda.amazonaws.com" }),
        inlinePolicies: [
          { name: "ok", policy: policyOf(allow("kinesis:PutRecord", NAMED_STREAM)) },
          { name: "all", policy: ALL },
        ],
        tags: b.tags,
      }),
  ),
  who(
    "sso-inline",
    "who signs in by single sign-on may do everything",
    (b) =>
      new ssoadmin.PermissionSetInlinePolicy(`${b.name}-policy`, {
        region: b.region,
        instanceArn: "arn:aws:sso:::instance/ssoins-1",
        permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
        inlinePolicy: ALL,
      }),
  ),
  who(
    "sso-managed",
    "who signs in by single sign-on administers the account",
    (b) =>
      new ssoadmin.ManagedPolicyAttachment(`${b.name}-attachment`, {
        region: b.region,
        instanceArn: "arn:aws:sso:::instance/ssoins-1",
        permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
        managedPolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
  ),
  who(
    "password",
    "a user that is there already gets a password",
    (b) => new iam.UserLoginProfile(`${b.name}-login`, { user: "legacy" }),
  ),
  who(
    "service-credential",
    "a user that is there already gets a credential of a service",
    (b) =>
      new iam.ServiceSpecificCredential(`${b.name}-credential`, {
        userName: "legacy",
        serviceName: "codecommit.amazonaws.com",
      }),
  ),
];
