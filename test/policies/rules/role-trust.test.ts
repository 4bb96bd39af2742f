import { roleTrust } from "../../../policies/rules/role-trust";
import { awsAssigns, type Fixture } from "../../support/policy";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ACCOUNT = "123456789012";
const OTHER = "999988887777";
const WEB = { Action: "sts:AssumeRoleWithWebIdentity" };
const ISSUER = "token.actions.githubusercontent.com";
const GITHUB = { ...WEB, Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}` } };
const AUDIENCE = { StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com" } };
const CLUSTER = "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C";
const PODS = { ...WEB, Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${CLUSTER}` } };
const SAML = {
  Action: "sts:AssumeRoleWithSAML",
  Principal: { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/staff` },
};
const DEVICES = { Principal: { Service: "rolesanywhere.amazonaws.com" } };

const trust = (...statements: object[]): readonly Fixture[] =>
  plus({
    type: "aws:iam/role:Role",
    name: "other-role",
    inputs: {
      assumeRolePolicy: JSON.stringify({
        Statement: statements.map((statement) => ({ Effect: "Allow", Action: "sts:AssumeRole", ...statement })),
      }),
      tags: {},
    },
    outputs: { arn: awsAssigns(`arn:aws:iam::${ACCOUNT}:role/other-role`) },
  });
const subject = (value: unknown, operator = "StringLike") =>
  trust({ ...GITHUB, Condition: { ...AUDIENCE, [operator]: { [`${ISSUER}:sub`]: value } } });
const pods = (value: string) => trust({ ...PODS, Condition: { StringLike: { [`${CLUSTER}:sub`]: value } } });
const everybodyIf = (Condition: object) => trust({ Principal: { AWS: "*" }, Condition });
const accountIf = (Condition?: object) =>
  trust({ Principal: { AWS: `arn:aws:iam::${OTHER}:root` }, ...(Condition && { Condition }) });

const roles = (...values: readonly string[]) =>
  accountIf({ ArnLike: { "aws:PrincipalArn": values.map((value) => `arn:aws:iam::${OTHER}:${value}`) } });

const found = (words: string, statement = 1) => ({ "other-role": [`statement ${statement} ${words}`] });
const EVERYBODY = "trusts everybody, on no condition that says who.";
const ACCOUNTS = "trusts the whole of another account, on no condition that says who.";
const NO_SUBJECT = "trusts whomever an identity provider knows: no condition names a subject.";
const ANY_SUBJECT =
  "trusts more than one party of an identity provider: the condition on the subject does not say who.";
const ANY_CERTIFICATE = "trusts the certificates of every trust anchor (IAM Roles Anywhere).";

const findsAll = (words: string, cases: Readonly<Record<string, readonly Fixture[]>>) =>
  Object.fromEntries(Object.entries(cases).map(([what, stack]) => [what, { stack, found: found(words) }]));
/** Which account is its own, a preview of a new role cannot say. */
const findsWholeAccounts = (cases: Readonly<Record<string, readonly Fixture[]>>) =>
  Object.fromEntries(
    Object.entries(cases).map(([what, stack]) => [what, { stack, found: found(ACCOUNTS), phases: ["up" as const] }]),
  );
const acceptsAll = (cases: Readonly<Record<string, readonly Fixture[]>>) =>
  Object.fromEntries(Object.entries(cases).map(([what, stack]) => [what, { stack }]));

describeRule(roleTrust, {
  finds: {
    ...findsAll(EVERYBODY, {
      "every account": trust({ Principal: "*" }),
      "every account in a list": trust({ Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`, "*"] } }),
      "every service": trust({ Principal: { Service: "*" } }),
      "every organisation": everybodyIf({ StringLike: { "aws:PrincipalOrgID": "o-*" } }),
      "roles of every account": everybodyIf({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } }),
      "who knows a text": everybodyIf({ StringEquals: { "sts:ExternalId": "orders" } }),
      "who has a second factor": everybodyIf({ Bool: { "aws:MultiFactorAuthPresent": "true" } }),
      "every account but one": everybodyIf({ StringNotEquals: { "aws:PrincipalAccount": OTHER } }),
    }),
    "everybody but some": {
      stack: trust({ NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
      found: found("trusts everybody but some (NotPrincipal)."),
    },
    "everybody in a second statement": {
      stack: trust({ Principal: { Service: "lambda.amazonaws.com" } }, { Principal: { AWS: "*" } }),
      found: found(EVERYBODY, 2),
    },
    "the whole of another account": { stack: accountIf(), found: found(ACCOUNTS), phases: ["up"] },
    "the whole of another account by its number": {
      stack: trust({ Principal: { AWS: OTHER } }),
      found: found(ACCOUNTS),
      phases: ["up"],
    },
    "the whole of another account, and any external id": {
      stack: accountIf({ StringLike: { "sts:ExternalId": "*" } }),
      found: found(ACCOUNTS),
      phases: ["up"],
    },
    ...findsWholeAccounts({
      "every role of another account": roles("role/*"),
      "every role of another account, whatever its name": roles("role/?*"),
      "every user of another account": roles("user/*"),
      "all of another account": roles("*"),
      "one role of another account, or all": roles("role/reader", "ro*"),
      "another account, which says its number": accountIf({ StringEquals: { "aws:PrincipalAccount": OTHER } }),
      "everybody who is of another account": everybodyIf({ StringEquals: { "aws:PrincipalAccount": OTHER } }),
    }),
    ...findsAll(NO_SUBJECT, {
      "every token": trust(GITHUB),
      "every subject": trust({ ...GITHUB, Condition: AUDIENCE }),
      "every user of a public provider": trust({ ...WEB, Principal: { Federated: "accounts.google.com" } }),
      "every assertion": trust(SAML),
    }),
    ...findsAll(ANY_SUBJECT, {
      "any subject": subject("*"),
      "any repository": subject("repo:*"),
      "the main branch of any repository": subject("repo:*:ref:refs/heads/main"),
      "owners whose name begins so": subject("repo:acme*"),
      "a repository, or any": subject(["repo:acme/orders:ref:refs/heads/main", "repo:*/*:*"]),
      "all of no subjects": subject("repo:acme/orders:*", "ForAllValues:StringLike"),
      "a subject, if there is one": subject("repo:acme/orders:*", "StringLikeIfExists"),
      "every subject but some": subject("repo:evil/*", "StringNotLike"),
      "that there is a subject": subject("false", "Null"),
      "every service account of a cluster": pods("system:serviceaccount:*:*"),
    }),
    ...findsAll(ANY_CERTIFICATE, {
      "every certificate": trust(DEVICES),
      "every certificate of any trust anchor": trust({
        ...DEVICES,
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:rolesanywhere:*:*:trust-anchor/*" } },
      }),
    }),
  },
  accepts: {
    "another account that the configuration knows": {
      stack: accountIf(),
      config: { "role-trust": { accounts: [OTHER] } },
    },
    ...acceptsAll({
      "a service": trust({ Principal: { Service: "lambda.amazonaws.com" } }),
      "its own account": trust({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
      "a role of another account": trust({ Principal: { AWS: `arn:aws:iam::${OTHER}:role/reader` } }),
      "a role of another account, by a condition": roles("role/reader"),
      "roles of another account whose names begin so": roles("role/orders-*"),
      "roles of another account under a path": roles("role/aws-reserved/sso.amazonaws.com/*"),
      "everybody who is of its own account": everybodyIf({ StringEquals: { "aws:PrincipalAccount": ACCOUNT } }),
      "another account with an external id": accountIf({ StringEquals: { "sts:ExternalId": "orders" } }),
      "the roles of one organisation": everybodyIf({ StringEquals: { "aws:PrincipalOrgID": "o-1" } }),
      "a branch": subject("repo:acme/orders:ref:refs/heads/main", "StringEquals"),
      "branches of a repository": subject([
        "repo:acme/orders:ref:refs/heads/release/*",
        "repo:acme/orders:environment:*",
      ]),
      "repositories of an owner": subject("repo:acme/*"),
      "a service account": pods("system:serviceaccount:orders:reader"),
      "service accounts of a namespace": pods("system:serviceaccount:orders:*"),
      "an identity pool": trust({
        ...WEB,
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Condition: { StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:1" } },
      }),
      "an organisation of Pulumi Cloud": trust({
        ...WEB,
        Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/api.pulumi.com/oidc` },
        Condition: { StringEquals: { "api.pulumi.com/oidc:aud": "aws:acme" } },
      }),
      "assertions for AWS": trust({
        ...SAML,
        Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
      }),
      "the certificates of a trust anchor": trust({
        ...DEVICES,
        Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:rolesanywhere:eu-west-1:${ACCOUNT}:trust-anchor/1` } },
      }),
      "a denial of everybody": trust(
        { Principal: { Service: "lambda.amazonaws.com" } },
        { Effect: "Deny", Principal: "*" },
      ),
    }),
  },
});
