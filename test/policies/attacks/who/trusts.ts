import * as iam from "@pulumi/aws/iam";
import * as rolesanywhere from "@pulumi/aws/rolesanywhere";

import { ACCOUNT, allow, OTHER_ACCOUNT, policyOf, streamArn, trustOf } from "../build/documents";
import { who } from "../build/kinds";
import type { Attack } from "../harness/attack";

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

/** Who may assume a role. */
export const trusts: readonly Attack[] = [
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
    { StringNotEquals: { "aws:PrincipalAccount": OTHER_ACCOUNT } },
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
      assumeRolePolicy: trustOf({ AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` }),
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
