import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import * as kms from "@pulumi/aws/kms";
import * as lambda from "@pulumi/aws/lambda";
import * as rolesanywhere from "@pulumi/aws/rolesanywhere";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";
import * as ssoadmin from "@pulumi/aws/ssoadmin";

import type { Attack } from "./harness/attack";
import { type Mine, mine, type Parts } from "./mine";
import { ACCOUNT, allow, policyOf, streamArn, trustOf } from "./shared";

const who = (name: string, breaks: string, add: NonNullable<Parts["add"]>): Attack =>
  mine({ name: `who-${name}`, kind: "who", breaks, expect: "who may do what is named, and is nobody else", add });

const OTHER = "999988887777";

/** A role that may read the pipeline's stream, with a trust that says too little. */
const trust = (
  name: string,
  breaks: string,
  principal: unknown,
  condition?: object,
  action: unknown = "sts:AssumeRole",
): Attack =>
  who(`trust-${name}`, breaks, ({ name: prefix, tags, ...b }) => {
    const role = new iam.Role(`${prefix}-role`, { assumeRolePolicy: trustOf(principal, condition, action), tags });
    new iam.RolePolicy(`${prefix}-policy`, {
      role: role.id,
      policy: policyOf(allow("kinesis:GetRecords", Object.values(b.pipeline.streams)[0]!)),
    });
  });

const GITHUB = { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` };
const WEB = "sts:AssumeRoleWithWebIdentity";
const AUD = { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" };
const SUB = "token.actions.githubusercontent.com:sub";

const trusts: Attack[] = [
  trust("all-accounts", "every account of AWS may read the stream", { AWS: "*" }),
  trust("everybody-text", "every account of AWS may read the stream", "*"),
  trust("everybody-in-list", "every account of AWS is among those who may read the stream", {
    AWS: [`arn:aws:iam::${ACCOUNT}:root`, "*"],
  }),
  trust("any-service", "every service of AWS, for whomever it works, may read the stream", { Service: "*" }),
  trust("no-subject", "every repository of GitHub may read the stream", GITHUB, { StringEquals: AUD }, WEB),
  trust("no-condition", "every token of the provider may read the stream", GITHUB, undefined, WEB),
  trust(
    "subject-star",
    "every repository of GitHub may read the stream",
    GITHUB,
    { StringEquals: AUD, StringLike: { [SUB]: "*" } },
    WEB,
  ),
  trust(
    "subject-any-repository",
    "every repository of GitHub may read the stream",
    GITHUB,
    { StringEquals: AUD, StringLike: { [SUB]: "repo:*" } },
    WEB,
  ),
  trust(
    "subject-any-main",
    "the main branch of every repository of GitHub may read the stream",
    GITHUB,
    { StringEquals: AUD, StringLike: { [SUB]: "repo:*:ref:refs/heads/main" } },
    WEB,
  ),
  trust(
    "subject-owner-prefix",
    "owners whose name begins like ours may read the stream",
    GITHUB,
    { StringEquals: AUD, StringLike: { [SUB]: "repo:acme*" } },
    WEB,
  ),
  trust(
    "subject-one-is-any",
    "one of the subjects is every repository",
    GITHUB,
    { StringEquals: AUD, StringLike: { [SUB]: ["repo:acme/orders:ref:refs/heads/main", "repo:*/*:*"] } },
    WEB,
  ),
  trust(
    "subject-for-all",
    "a token without a subject passes, and nothing else is asked",
    GITHUB,
    { StringEquals: AUD, "ForAllValues:StringLike": { [SUB]: "repo:acme/orders:*" } },
    WEB,
  ),
  trust(
    "subject-if-exists",
    "a token without a subject passes",
    GITHUB,
    { StringEquals: AUD, StringLikeIfExists: { [SUB]: "repo:acme/orders:*" } },
    WEB,
  ),
  trust(
    "subject-other",
    "every repository but one may read the stream",
    GITHUB,
    { StringEquals: AUD, StringNotLike: { [SUB]: "repo:evil/*" } },
    WEB,
  ),
  trust(
    "subject-not-null",
    "that there is a subject says nothing",
    GITHUB,
    { StringEquals: AUD, Null: { [SUB]: "false" } },
    WEB,
  ),
  trust(
    "cluster-no-subject",
    "every pod of a cluster may read the stream",
    { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.ap-south-1.amazonaws.com/id/0A1B2C` },
    { StringEquals: { "oidc.eks.ap-south-1.amazonaws.com/id/0A1B2C:aud": "sts.amazonaws.com" } },
    WEB,
  ),
  trust(
    "cluster-any-account",
    "every service account of every namespace may read the stream",
    { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.ap-south-1.amazonaws.com/id/0A1B2C` },
    { StringLike: { "oidc.eks.ap-south-1.amazonaws.com/id/0A1B2C:sub": "system:serviceaccount:*:*" } },
    WEB,
  ),
  trust(
    "web-any-app",
    "the users of every app of a public provider may read the stream",
    { Federated: "accounts.google.com" },
    undefined,
    WEB,
  ),
  trust(
    "pool-any",
    "every identity pool of every account may read the stream",
    { Federated: "cognito-identity.amazonaws.com" },
    { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } },
    WEB,
  ),
  trust(
    "saml-no-audience",
    "an assertion that was meant for others is taken",
    { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/staff` },
    undefined,
    "sts:AssumeRoleWithSAML",
  ),
  trust(
    "any-organization",
    "every account that is in any organization may read the stream",
    { AWS: "*" },
    { StringLike: { "aws:PrincipalOrgID": "o-*" } },
  ),
  trust("any-arn", "everybody has an ARN", { AWS: "*" }, { ArnLike: { "aws:PrincipalArn": "arn:*" } }),
  trust(
    "any-role",
    "every role of every account may read the stream",
    { AWS: "*" },
    { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } },
  ),
  trust("any-external-id", "a caller chooses its external id", { AWS: "*" }, { StringLike: { "sts:ExternalId": "*" } }),
  trust(
    "half-internet",
    "two halves of the internet are all of it",
    { AWS: "*" },
    { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } },
  ),
  trust(
    "mfa",
    "every account has users with a second factor",
    { AWS: "*" },
    { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  ),
  trust(
    "not-other",
    "everybody but one account may read the stream",
    { AWS: "*" },
    { StringNotEquals: { "aws:PrincipalAccount": OTHER } },
  ),
  trust(
    "organization-if-exists",
    "who is in no organization passes",
    { AWS: "*" },
    { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
  ),
  trust(
    "devices-any",
    "every certificate of every trust anchor may read the stream",
    { Service: "rolesanywhere.amazonaws.com" },
    undefined,
    ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
  ),
  who(
    "trust-not-principal",
    "everybody but one role may read the stream",
    ({ name, tags }) =>
      new iam.Role(`${name}-role`, {
        assumeRolePolicy: policyOf({
          Effect: "Allow",
          NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:role/x` },
          Action: "sts:AssumeRole",
        }),
        tags,
      }),
  ),
  who(
    "trust-second-statement",
    "the second statement lets in everybody",
    ({ name, tags }) =>
      new iam.Role(`${name}-role`, {
        assumeRolePolicy: policyOf(
          { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
          { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" },
        ),
        tags,
      }),
  ),
  who("trust-other-account", "another account as a whole may write to the stream", (b) => {
    const role = new iam.Role(`${b.name}-role`, {
      assumeRolePolicy: trustOf({ AWS: `arn:aws:iam::${OTHER}:root` }),
      tags: b.tags,
    });
    new iam.RolePolicy(`${b.name}-policy`, {
      role: role.id,
      policy: policyOf(allow("kinesis:PutRecord", streamArn(b))),
    });
  }),
  who("trust-profile-any", "every certificate gets the role of the profile", (b) => {
    const role = new iam.Role(`${b.name}-role`, {
      assumeRolePolicy: trustOf({ Service: "rolesanywhere.amazonaws.com" }),
      tags: b.tags,
    });
    new rolesanywhere.Profile(`${b.name}-profile`, {
      enabled: true,
      name: "orders",
      roleArns: [role.arn],
      tags: b.tags,
    });
  }),
];

/** What a role of its own may do. */
const may = (name: string, breaks: string, ...statements: object[]): Attack =>
  who(`may-${name}`, breaks, ({ name: prefix, tags }) => {
    const role = new iam.Role(`${prefix}-role`, {
      assumeRolePolicy: trustOf({ Service: "lambda.amazonaws.com" }),
      tags,
    });
    new iam.RolePolicy(`${prefix}-policy`, { role: role.id, policy: policyOf(...statements) });
  });
const NAMED = `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/my_kinesis_stream`;

const permissions: Attack[] = [
  may("not-action", "all but one service", { Effect: "Allow", NotAction: "iam:*", Resource: NAMED }),
  may("not-resource", "all streams but one", { Effect: "Allow", Action: "kinesis:PutRecord", NotResource: NAMED }),
  may("part-of-action", "a wildcard within the action", allow("kinesis:Put*", NAMED)),
  may("question-mark", "a question mark is a wildcard", allow("kinesis:PutRecor?", NAMED)),
  may("service-wildcard", "the service's name has a wildcard", allow("k*:PutRecord", NAMED)),
  may(
    "any-stream",
    "every stream of the account",
    allow("kinesis:PutRecord", `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/*`),
  ),
  may(
    "streams-by-prefix",
    "every stream whose name begins so",
    allow("kinesis:PutRecord", `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/my_*`),
  ),
  may(
    "stream-question-mark",
    "streams whose name differs in a letter",
    allow("kinesis:PutRecord", `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/my_kinesis_strea?`),
  ),
  may(
    "any-region",
    "the stream of that name in every region",
    allow("kinesis:PutRecord", `arn:aws:kinesis:*:${ACCOUNT}:stream/my_kinesis_stream`),
  ),
  may(
    "any-account",
    "the stream of that name in every account",
    allow("kinesis:PutRecord", "arn:aws:kinesis:ap-south-1:*:stream/my_kinesis_stream"),
  ),
  may(
    "any-partition",
    "an ARN whose partition is a wildcard",
    allow("kinesis:PutRecord", `arn:*:kinesis:ap-south-1:${ACCOUNT}:stream/my_kinesis_stream`),
  ),
  may("one-of-many", "one resource among many is all of them", allow("kinesis:PutRecord", [NAMED, "*"])),
  may(
    "condition-any",
    "a condition that excludes nobody does not narrow a wildcard",
    allow("kinesis:PutRecord", "*", { Condition: { StringLike: { "aws:PrincipalArn": "*" } } }),
  ),
  may("deny-beside", "a denial beside it does not narrow a wildcard", allow("kinesis:*", "*"), {
    Effect: "Deny",
    Action: "kinesis:DeleteStream",
    Resource: "*",
  }),
  may("pass-any-role", "every role may be passed on", allow("iam:PassRole", `arn:aws:iam::${ACCOUNT}:role/*`)),
  may("assume-any-role", "every role may be assumed", allow("sts:AssumeRole", "arn:aws:iam::*:role/*")),
  may(
    "read-any-secret",
    "every secret of the account may be read",
    allow("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:ap-south-1:${ACCOUNT}:secret:*`),
  ),
  may(
    "read-any-key",
    "every API key's value may be read",
    allow("apigateway:GET", "arn:aws:apigateway:ap-south-1::/apikeys/*"),
  ),
  may("decrypt-any", "everything may be decrypted", allow("kms:Decrypt", `arn:aws:kms:ap-south-1:${ACCOUNT}:key/*`)),
  may("escaped", "a wildcard of all actions in upper case, of a service with one action", allow("KINESIS:*", NAMED)),
];

const ALL = policyOf(allow("*", "*"));
const WRITE_OTHER = policyOf(allow("kinesis:PutRecord", `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/payments`));
const roleName = ({ pipeline }: Mine) => pipeline.roleArn.apply((arn) => arn.split("/").at(-1)!);

/** The writer's role, changed or added to, on a pipeline alone. */
const writer = (name: string, breaks: string, parts: Omit<Parts, "name">): Attack =>
  mine({
    name: `who-writer-${name}`,
    kind: "who",
    breaks,
    expect: "the writer reaches the streams that its templates name, and no more",
    own: true,
    phase: "update",
    ...parts,
  });

const writers: Attack[] = [
  writer("inline", "the writer reaches a stream that no template names, by an inline policy", {
    changes: { "access-role": { props: (p) => ({ ...p, inlinePolicies: [{ name: "more", policy: WRITE_OTHER }] }) } },
  }),
  writer("managed", "the writer reaches more, by a policy of the account that nobody sees", {
    changes: {
      "access-role": { props: (p) => ({ ...p, managedPolicyArns: [`arn:aws:iam::${ACCOUNT}:policy/streams`] }) },
    },
  }),
  writer("second-policy", "the writer reaches a stream that no template names, by a second policy", {
    add: (b) => new iam.RolePolicy(`${b.name}-more`, { role: roleName(b), policy: WRITE_OTHER }),
  }),
  writer("by-attachment", "the writer reaches a stream that no template names, by an attached policy", {
    add: (b) => {
      const policy = new iam.Policy(`${b.name}-more`, { policy: WRITE_OTHER, tags: b.tags });
      new iam.RolePolicyAttachment(`${b.name}-attachment`, { role: roleName(b), policyArn: policy.arn });
    },
  }),
  writer("attached-to-many", "the writer reaches a stream that no template names, by a policy for several roles", {
    add: (b) => {
      const policy = new iam.Policy(`${b.name}-more`, { policy: WRITE_OTHER, tags: b.tags });
      new iam.PolicyAttachment(`${b.name}-attachment`, { roles: [roleName(b)], policyArn: policy.arn });
    },
  }),
  writer("attached-by-name", "the writer reads every key, by a policy of AWS", {
    add: (b) =>
      new iam.RolePolicyAttachment(`${b.name}-attachment`, {
        role: roleName(b),
        policyArn: "arn:aws:iam::aws:policy/AmazonAPIGatewayAdministrator",
      }),
  }),
  writer("literal-arn", "the writer reaches a stream of the same name in another region", {
    add: (b) =>
      new iam.RolePolicy(`${b.name}-more`, {
        role: roleName(b),
        policy: policyOf(allow("kinesis:PutRecord", `arn:aws:kinesis:eu-west-1:${ACCOUNT}:stream/my_kinesis_stream`)),
      }),
  }),
  writer("wrong-stream", "the writer reaches another stream instead, and every record is refused", {
    changes: { "access-policy": { props: (p) => ({ ...p, policy: WRITE_OTHER }) } },
  }),
  writer("denied", "a denial beside the permission refuses every record", {
    add: (b) =>
      new iam.RolePolicy(`${b.name}-more`, {
        role: roleName(b),
        policy: policyOf({ Effect: "Deny", Action: "kinesis:*", Resource: streamArn(b) }),
      }),
  }),
  writer("boundary-closed", "a boundary that allows nothing of it refuses every record", {
    changes: { "access-role": { props: (p) => ({ ...p, permissionsBoundary: "arn:aws:iam::aws:policy/AWSDenyAll" }) } },
  }),
  writer("any-date", "the permission ends on a day", {
    changes: {
      "access-policy": {
        props: (p) => ({
          ...p,
          policy: policyOf({
            Effect: "Allow",
            Action: "kinesis:PutRecord",
            Resource: NAMED,
            Condition: { DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } },
          }),
        }),
      },
    },
  }),
  writer("trust-two-services", "functions may be the writer, too", {
    changes: {
      "access-role": {
        props: (p) => ({
          ...p,
          assumeRolePolicy: trustOf({ Service: ["apigateway.amazonaws.com", "lambda.amazonaws.com"] }),
        }),
      },
    },
  }),
  writer("trust-second-statement", "an account may be the writer, too", {
    changes: {
      "access-role": {
        props: (p) => ({
          ...p,
          assumeRolePolicy: policyOf(
            { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" },
            { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${OTHER}:root` }, Action: "sts:AssumeRole" },
          ),
        }),
      },
    },
  }),
  writer("trust-denied", "a denial in the trust refuses every record", {
    changes: {
      "access-role": {
        props: (p) => ({
          ...p,
          assumeRolePolicy: policyOf(
            { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" },
            { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" },
          ),
        }),
      },
    },
  }),
];

const forms: Attack[] = [
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
          { name: "ok", policy: policyOf(allow("kinesis:PutRecord", NAMED)) },
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

/** The stream's own policy. */
const stream = (name: string, breaks: string, statement: object): Attack =>
  who(
    `stream-${name}`,
    breaks,
    (b) =>
      new kinesis.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: streamArn(b),
        policy: policyOf({ Effect: "Allow", Action: "kinesis:PutRecord", Resource: streamArn(b), ...statement }),
      }),
  );
const EVERYBODY = { Principal: { AWS: "*" } };

const resources: Attack[] = [
  stream("in-list", "everybody is in the list of principals", {
    Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`, "*"] },
  }),
  stream("any-organization", "every organization writes to the stream", {
    ...EVERYBODY,
    Condition: { StringLike: { "aws:PrincipalOrgID": "o-*" } },
  }),
  stream("any-path", "every path of every organization writes to the stream", {
    ...EVERYBODY,
    Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "*" } },
  }),
  stream("org-for-all", "who has no organization writes to the stream", {
    ...EVERYBODY,
    Condition: { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } },
  }),
  stream("org-not", "every organization but one writes to the stream", {
    ...EVERYBODY,
    Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
  }),
  stream("not-private", "who does not come from a private network writes to the stream", {
    ...EVERYBODY,
    Condition: { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
  }),
  stream("half-internet", "half of the internet writes to the stream", {
    ...EVERYBODY,
    Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/1" } },
  }),
  stream("all-v6", "all of the newer internet writes to the stream", {
    ...EVERYBODY,
    Condition: { IpAddress: { "aws:SourceIp": "::/0" } },
  }),
  stream("any-account", "every account writes to the stream", {
    ...EVERYBODY,
    Condition: { StringLike: { "aws:PrincipalAccount": "*" } },
  }),
  stream("account-pattern", "an account of twelve digits is every account", {
    ...EVERYBODY,
    Condition: { StringLike: { "aws:PrincipalAccount": "????????????" } },
  }),
  stream("via", "whoever comes by https writes to the stream", {
    ...EVERYBODY,
    Condition: { Bool: { "aws:SecureTransport": "true" } },
  }),
  stream("source-arn-any", "any source writes to the stream", {
    Principal: { Service: "logs.amazonaws.com" },
    Condition: { ArnLike: { "aws:SourceArn": "arn:aws:logs:*:*:*" } },
  }),
  stream("not-principal", "everybody but one role writes to the stream", {
    NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:role/x` },
  }),
  who("consumer-open", "everybody reads by a consumer of the stream", (b) => {
    const consumer = new kinesis.StreamConsumer(`${b.name}-consumer`, {
      region: b.region,
      name: "reader",
      streamArn: streamArn(b),
      tags: b.tags,
    });
    new kinesis.ResourcePolicy(`${b.name}-policy`, {
      region: b.region,
      resourceArn: consumer.arn,
      policy: policyOf({ Effect: "Allow", ...EVERYBODY, Action: "kinesis:SubscribeToShard", Resource: consumer.arn }),
    });
  }),
  who("topic-policy", "everybody publishes alarms", (b) => {
    const topic = new sns.Topic(`${b.name}-topic`, { region: b.region, kmsMasterKeyId: "alias/orders", tags: b.tags });
    new sns.TopicPolicy(`${b.name}-policy`, {
      region: b.region,
      arn: topic.arn,
      policy: policyOf(allow("sns:Publish", topic.arn, EVERYBODY)),
    });
  }),
  who(
    "topic-inline",
    "everybody subscribes to the alarms",
    (b) =>
      new sns.Topic(`${b.name}-topic`, {
        region: b.region,
        kmsMasterKeyId: "alias/orders",
        policy: policyOf(allow(["sns:Subscribe", "sns:Receive"], "*", EVERYBODY)),
        tags: b.tags,
      }),
  ),
  who(
    "topic-any-alarm",
    "an alarm of any account publishes",
    (b) =>
      new sns.Topic(`${b.name}-topic`, {
        region: b.region,
        kmsMasterKeyId: "alias/orders",
        policy: policyOf(
          allow("sns:Publish", `arn:aws:sns:${b.region}:${ACCOUNT}:orders`, {
            ...EVERYBODY,
            Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:*" } },
          }),
        ),
        tags: b.tags,
      }),
  ),
  who("queue-policy", "everybody sends into a queue", (b) => {
    const queue = new sqs.Queue(`${b.name}-queue`, { region: b.region, sqsManagedSseEnabled: true, tags: b.tags });
    new sqs.QueuePolicy(`${b.name}-policy`, {
      region: b.region,
      queueUrl: queue.url,
      policy: policyOf(allow("sqs:SendMessage", `arn:aws:sqs:${b.region}:${ACCOUNT}:q`, { Principal: "*" })),
    });
  }),
  who(
    "queue-inline",
    "everybody reads a queue",
    (b) =>
      new sqs.Queue(`${b.name}-queue`, {
        region: b.region,
        sqsManagedSseEnabled: true,
        policy: policyOf(allow("sqs:ReceiveMessage", "*", { Principal: "*" })),
        tags: b.tags,
      }),
  ),
  who(
    "key-own-policy",
    "everybody decrypts with the key",
    (b) =>
      new kms.Key(
        `${b.name}-key`,
        {
          region: b.region,
          enableKeyRotation: true,
          deletionWindowInDays: 30,
          policy: policyOf(
            allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
            allow("kms:Decrypt", "*", EVERYBODY),
          ),
          tags: b.tags,
        },
        { protect: true },
      ),
  ),
  who("key-policy-beside", "everybody decrypts with the key, by a policy beside it", (b) => {
    const key = new kms.Key(
      `${b.name}-key`,
      { region: b.region, enableKeyRotation: true, deletionWindowInDays: 30, tags: b.tags },
      { protect: true },
    );
    new kms.KeyPolicy(`${b.name}-policy`, {
      region: b.region,
      keyId: key.id,
      policy: policyOf(
        allow("kms:Decrypt", "*", { ...EVERYBODY, Condition: { StringLike: { "kms:ViaService": "*" } } }),
      ),
    });
  }),
  who(
    "key-grant",
    "a grant lets another account decrypt",
    (b) =>
      new kms.Grant(`${b.name}-grant`, {
        region: b.region,
        keyId: "1234abcd",
        granteePrincipal: `arn:aws:iam::${OTHER}:root`,
        operations: ["Decrypt"],
      }),
  ),
  who(
    "replica-key",
    "everybody decrypts with a replica of the key",
    (b) =>
      new kms.ReplicaKey(
        `${b.name}-key`,
        {
          region: b.region,
          primaryKeyArn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/mrk-1`,
          deletionWindowInDays: 30,
          policy: policyOf(allow("kms:*", "*", { Principal: "*" })),
          tags: b.tags,
        },
        { protect: true },
      ),
  ),
  who(
    "secret-policy",
    "everybody reads the connector's file",
    (b) =>
      new secretsmanager.SecretPolicy(`${b.name}-policy`, {
        region: b.region,
        secretArn: b.pipeline.connectorSecretArn,
        policy: policyOf(allow("secretsmanager:GetSecretValue", "*", EVERYBODY)),
      }),
  ),
  who(
    "secret-any-role",
    "every role whose name begins so, in every account, reads the connector's file",
    (b) =>
      new secretsmanager.SecretPolicy(`${b.name}-policy`, {
        region: b.region,
        secretArn: b.pipeline.connectorSecretArn,
        policy: policyOf(
          allow("secretsmanager:GetSecretValue", "*", {
            ...EVERYBODY,
            Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/esp-*" } },
          }),
        ),
      }),
  ),
  who(
    "log-policy",
    "every service of every account writes logs",
    (b) =>
      new cloudwatch.LogResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        policyName: "all",
        policyDocument: policyOf(allow("logs:PutLogEvents", "*", { Principal: "*" })),
      }),
  ),
  who(
    "log-destination",
    "every account sends its logs here",
    (b) =>
      new cloudwatch.LogDestinationPolicy(`${b.name}-policy`, {
        region: b.region,
        destinationName: "d",
        accessPolicy: policyOf(allow("logs:PutSubscriptionFilter", "*", { Principal: { AWS: "*" } })),
      }),
  ),
  who(
    "bus-policy",
    "everybody puts events",
    (b) =>
      new cloudwatch.EventBusPolicy(`${b.name}-policy`, {
        region: b.region,
        policy: policyOf(
          allow("events:PutEvents", `arn:aws:events:${b.region}:${ACCOUNT}:event-bus/default`, { Principal: "*" }),
        ),
      }),
  ),
  who(
    "bus-permission",
    "every account puts events",
    (b) =>
      new cloudwatch.EventPermission(`${b.name}-permission`, {
        region: b.region,
        principal: "*",
        statementId: "all",
      }),
  ),
  who(
    "layer",
    "everybody reads a function's code",
    (b) =>
      new lambda.LayerVersionPermission(`${b.name}-permission`, {
        region: b.region,
        layerName: "orders",
        versionNumber: 1,
        principal: "*",
        action: "lambda:GetLayerVersion",
        statementId: "all",
      }),
  ),
];

export const callers: readonly Attack[] = [...trusts, ...permissions, ...writers, ...forms, ...resources];
