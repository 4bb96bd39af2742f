import * as kinesis from "@pulumi/aws/kinesis";

import { ACCOUNT, EVERYBODY, policyOf, streamArn } from "../build/documents";
import { who } from "../build/kinds";
import type { Attack } from "../harness/attack";

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

/** Who may use the stream, or a consumer of it, by its own policy. */
export const streamPolicies: readonly Attack[] = [
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
];
