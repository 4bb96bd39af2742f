import { resourcePolicyNotPublic } from "../../../policies/rules/resource-policy-not-public";
import { plus } from "../../support/policy-pipeline";
import { type Case, describeRule } from "../../support/policy-rule";

const streamPolicyOf = (...statements: object[]) =>
  plus({
    type: "aws:kinesis/resourcePolicy:ResourcePolicy",
    name: "stream-policy",
    inputs: { region: "eu-west-1", policy: JSON.stringify({ Statement: statements }) },
  });
const ALLOWED = { Effect: "Allow", Action: "kinesis:GetRecords" };
const streamPolicy = (statement: object) => streamPolicyOf({ ...ALLOWED, ...statement });
const denying = (Condition: object, Action = "kinesis:*") =>
  streamPolicyOf({ ...ALLOWED, Principal: "*" }, { Effect: "Deny", Principal: "*", Action, Condition });
const onCondition = (Condition: object) => streamPolicy({ Principal: "*", Condition });
const FOUND = { "stream-policy": ["statement 1 allows its actions to everybody, on no condition that says who."] };

/** Conditions under which it is still everybody. */
const SAY_NOTHING = {
  "TLS, which everybody has": { Bool: { "aws:SecureTransport": "true" } },
  "any other organisation": { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } },
  "an organisation, if there is one": { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } },
  "all of no values": { "ForAllValues:StringEquals": { "aws:PrincipalOrgPaths": ["o-1/r-1/"] } },
  "any account": { StringLike: { "aws:PrincipalAccount": "*" } },
  "one account or any": { StringLike: { "aws:PrincipalAccount": ["123456789012", "*"] } },
  "a role of any account": { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/reader" } },
  "every address": { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
  "whoever is no service of AWS's": { Bool: { "aws:PrincipalIsAWSService": "false" } },
  "whoever comes through a service": { StringEquals: { "kms:ViaService": "kinesis.eu-west-1.amazonaws.com" } },
};

/** Conditions that say who. */
const SAY_WHO = {
  "an organisation": { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
  "an organisation, over TLS": { StringEquals: { "aws:principalorgid": "o-1" }, Bool: { "aws:SecureTransport": true } },
  "a part of an organisation": { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-1/r-1/ou-1/*"] } },
  "the roles of an account": { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/*" } },
  "an account's source": { StringEquals: { "AWS:SourceAccount": "123456789012" } },
  "an endpoint of a network": { StringEquals: { "aws:SourceVpce": ["vpce-1", "vpce-2"] } },
  "an office": { IpAddress: { "aws:SourceIp": "198.51.100.0/24" } },
  "an account through a service": {
    StringEquals: { "kms:CallerAccount": "123456789012", "kms:ViaService": "kinesis.eu-west-1.amazonaws.com" },
  },
};

/** Every type that carries such a policy, and where. */
const CARRIERS = {
  "aws:kms/key:Key": "policy",
  "aws:kms/replicaKey:ReplicaKey": "policy",
  "aws:kms/externalKey:ExternalKey": "policy",
  "aws:kms/keyPolicy:KeyPolicy": "policy",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
  "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": "accessPolicy",
  "aws:secretsmanager/secret:Secret": "policy",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
};

const caseOf = ([type, path]: readonly [string, string]): readonly [string, Case] => [
  `everybody in the ${path} of ${type}`,
  {
    stack: plus({
      type,
      name: "carrier",
      inputs: {
        recoveryWindowInDays: 30,
        [path]: JSON.stringify({ Statement: { Effect: "Allow", Principal: { AWS: "*" }, NotAction: "kms:Decrypt" } }),
      },
    }),
    found: { carrier: ["statement 1 allows its actions to everybody, on no condition that says who."] },
  },
];

describeRule(resourcePolicyNotPublic, {
  finds: {
    "a stream for everybody": { stack: streamPolicy({ Principal: "*" }), found: FOUND },
    "a stream for everybody of AWS": {
      stack: streamPolicy({ Principal: { AWS: ["arn:aws:iam::123456789012:root", "*"] } }),
      found: FOUND,
    },
    "a stream for everybody but one": {
      stack: streamPolicy({ NotPrincipal: { AWS: "arn:aws:iam::123456789012:root" } }),
      found: { "stream-policy": ["statement 1 allows its actions to everybody but some (NotPrincipal)."] },
    },
    ...Object.fromEntries(
      Object.entries(SAY_NOTHING).map(([who, condition]) => [
        `a stream for everybody on the condition: ${who}`,
        { stack: onCondition(condition), found: FOUND },
      ]),
    ),
    "a stream for everybody, where only who has no TLS is denied, or whoever else outside of a network": {
      stack: denying({
        StringNotEquals: { "aws:SourceVpc": "vpc-1" },
        Bool: { "aws:SecureTransport": "false" },
      }),
      found: FOUND,
    },
    "a stream for everybody, where others are denied something else": {
      stack: denying({ StringNotEquals: { "aws:SourceVpc": "vpc-1" } }, "kinesis:PutRecord"),
      found: FOUND,
    },
    "a stream for everybody, where one is denied": {
      stack: denying({ StringEquals: { "aws:SourceVpc": "vpc-1" } }),
      found: FOUND,
    },
    ...Object.fromEntries(Object.entries(CARRIERS).map(caseOf)),
  },
  accepts: {
    "a stream for an account": { stack: streamPolicy({ Principal: { AWS: "arn:aws:iam::123456789012:root" } }) },
    "a denial for everybody": { stack: streamPolicy({ Effect: "Deny", Principal: "*" }) },
    "a denial for everybody but one": {
      stack: streamPolicy({ Effect: "Deny", NotPrincipal: { AWS: "arn:aws:iam::123456789012:root" } }),
    },
    "a stream for everybody, where everybody outside of an organisation is denied": {
      stack: denying({
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-1" },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      }),
    },
    ...Object.fromEntries(
      Object.entries(SAY_WHO).map(([who, condition]) => [`a stream for ${who}`, { stack: onCondition(condition) }]),
    ),
  },
});
