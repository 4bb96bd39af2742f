import { resourcePolicyNotPublic } from "../../../policies/rules/resource-policy-not-public";
import type { Fixture } from "../../support/policy";
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
  "any organisation": { StringLike: { "aws:PrincipalOrgID": "o-*" } },
  "a path of any organisation": { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-*/r-1/"] } },
  "whatever has an ARN": { ArnLike: { "aws:PrincipalArn": "arn:*" } },
  "any endpoint of a network": { StringLike: { "aws:SourceVpce": "vpce-*" } },
  "any bucket": { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } },
  "half of the internet": { IpAddress: { "aws:SourceIp": "0.0.0.0/1" } },
  "eight parts that are half of the internet": {
    IpAddress: { "aws:SourceIp": Array.from({ length: 8 }, (_, index) => `${index * 16}.0.0.0/4`) },
  },
  "all of the newer internet": { IpAddress: { "aws:SourceIp": "2000::/3" } },
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
  "two offices": { IpAddress: { "aws:SourceIp": ["198.51.100.7", "2001:db8::/32"] } },
  "one bucket": { ArnLike: { "aws:SourceArn": "arn:aws:s3:::orders" } },
  "the sessions of a role": { StringLike: { "aws:userid": "AROAEXAMPLE:*" } },
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
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": "policy",
  "aws:sns/topic:Topic": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:sqs/queue:Queue": "policy",
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
};

const carrier = (type: string, inputs: Fixture["inputs"]) => plus({ type, name: "carrier", inputs });
const subscribers = (...endpoints: readonly string[]) =>
  carrier("aws:sns/topicPolicy:TopicPolicy", {
    policy: JSON.stringify({
      Statement: {
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "sns:Subscribe",
        Condition: { StringEquals: { "SNS:Protocol": "https" }, StringLike: { "SNS:Endpoint": endpoints } },
      },
    }),
  });
const permission = (inputs: Fixture["inputs"]) =>
  carrier("aws:lambda/permission:Permission", { function: "orders", action: "lambda:InvokeFunction", ...inputs });
const event = (inputs: Fixture["inputs"]) =>
  carrier("aws:cloudwatch/eventPermission:EventPermission", { statementId: "all", ...inputs });
const layer = (inputs: Fixture["inputs"]) =>
  carrier("aws:lambda/layerVersionPermission:LayerVersionPermission", { action: "lambda:GetLayerVersion", ...inputs });
const grant = (granteePrincipal: string) =>
  carrier("aws:kms/grant:Grant", { keyId: "5f2c", granteePrincipal, operations: ["Decrypt"] });
const GATEWAY = "apigateway.amazonaws.com";
const SOURCE = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/*/POST/kinesis";
const OPEN = { carrier: ["the permission allows its actions to everybody, on no condition that says who."] };
const ANY_SOURCE = "lets a service of AWS in for every account: its source is everybody's, or not named.";
const ANY_CALL = { carrier: [`the permission ${ANY_SOURCE}`] };

/** What other rules ask of those that carry a policy. */
const OTHERWISE_GOOD = { recoveryWindowInDays: 30, enableKeyRotation: true, kmsMasterKeyId: "alias/orders" };

const caseOf = ([type, path]: readonly [string, string]): readonly [string, Case] => [
  `everybody in the ${path} of ${type}`,
  {
    stack: plus({
      type,
      name: "carrier",
      inputs: {
        ...OTHERWISE_GOOD,
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
    "a stream for a service, whatever its source": {
      stack: streamPolicy({
        Principal: { Service: "logs.amazonaws.com" },
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:logs:*:*:*" } },
      }),
      found: { "stream-policy": [`statement 1 ${ANY_SOURCE}`] },
    },
    "a function for everybody": { stack: permission({ principal: "*" }), found: OPEN },
    "a function for everybody in any organisation": {
      stack: permission({ principal: "*", principalOrgId: "o-*" }),
      found: OPEN,
    },
    "a function for the API of anybody": { stack: permission({ principal: GATEWAY }), found: ANY_CALL },
    "a function for any bucket": {
      stack: permission({ principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::*" }),
      found: ANY_CALL,
    },
    "a grant of a key for a whole account": {
      stack: grant("arn:aws:iam::999988887777:root"),
      found: { carrier: ["granteePrincipal is a whole account: whomever its administrators choose uses the key."] },
    },
    ...Object.fromEntries(
      Object.entries({
        "at any address": ["https://*"],
        "at any host of a name": ["https://*.example.com/alarms"],
        "at a host whose name goes on": ["https://pager.example.com*"],
        "at what ends like an e-mail address": ["*@example.com"],
        "at one address or a queue of any account": ["https://pager.example.com/", "arn:aws:sqs:eu-west-1:*:alarms"],
      }).map(([where, endpoints]) => [
        `a topic for every subscriber ${where}`,
        {
          stack: subscribers(...endpoints),
          found: { carrier: ["statement 1 allows its actions to everybody, on no condition that says who."] },
        },
      ]),
    ),
    "a layer for everybody": { stack: layer({ principal: "*" }), found: OPEN },
    "an event bus for everybody": { stack: event({ principal: "*" }), found: OPEN },
    ...Object.fromEntries(
      Object.entries({
        "services of AWS": { Bool: { "aws:PrincipalIsAWSService": "true" } },
        "whoever meets what nobody knows": { SomethingNew: { "aws:PrincipalIsAWSService": "false" } },
      }).map(([who, condition]) => [
        `a stream for everybody, where only ${who} outside of an organisation are denied`,
        { stack: denying({ StringNotEquals: { "aws:PrincipalOrgID": "o-1" }, ...condition }), found: FOUND },
      ]),
    ),
    "a stream for everybody, where others are denied another stream": {
      stack: streamPolicyOf(
        { ...ALLOWED, Principal: "*", Resource: "arn:aws:kinesis:eu-west-1:123456789012:stream/orders" },
        {
          Effect: "Deny",
          Principal: "*",
          Action: "*",
          Resource: "arn:aws:kinesis:eu-west-1:123456789012:stream/payments",
          Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } },
        },
      ),
      found: FOUND,
    },
  },
  accepts: {
    "a function for one API": { stack: permission({ principal: GATEWAY, sourceArn: SOURCE }) },
    "a function for a bucket": {
      stack: permission({ principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::orders" }),
    },
    "a function for the buckets of an account": {
      stack: permission({ principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::*", sourceAccount: "123456789012" }),
    },
    "a function for a skill of Alexa": {
      stack: permission({ principal: "alexa-appkit.amazon.com", eventSourceToken: "skill" }),
    },
    "a function for an account": { stack: permission({ principal: "123456789012" }) },
    "a function for an organisation": { stack: permission({ principal: "*", principalOrgId: "o-1" }) },
    "a grant of a key for a role": { stack: grant("arn:aws:iam::999988887777:role/reader") },
    "a layer for an organisation": { stack: layer({ principal: "*", organizationId: "o-1" }) },
    "an event bus for an organisation": {
      stack: event({ principal: "*", condition: { type: "StringEquals", key: "aws:PrincipalOrgID", value: "o-1" } }),
    },
    "a topic for every subscriber at one address": {
      stack: subscribers("https://events.example.com/integration/*/enqueue"),
    },
    "a topic for every subscriber at an address or a queue": {
      stack: subscribers("https://pager.example.com", "arn:aws:sqs:eu-west-1:123456789012:alarms"),
    },
    "a topic for a service": {
      stack: carrier("aws:sns/topicPolicy:TopicPolicy", {
        policy: JSON.stringify({
          Statement: { ...ALLOWED, Action: "sns:Publish", Principal: { Service: "cloudwatch.amazonaws.com" } },
        }),
      }),
    },
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
