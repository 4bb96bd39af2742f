import * as pulumi from "@pulumi/pulumi";

import type { Mine } from "./mine";

/** The account of the stage. */
export const ACCOUNT = "123456789012";

/** A policy document as text; outputs in it may be unknown at preview. */
export const policyOf = (...statements: readonly object[]): pulumi.Output<string> =>
  pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });

/** A statement that allows. */
export const allow = (actions: pulumi.Input<string> | readonly string[], resources: unknown, more: object = {}) => ({
  Effect: "Allow",
  Action: actions,
  Resource: resources,
  ...more,
});

/** Who may assume a role. */
export const trustOf = (principal: unknown, condition?: object, action: unknown = "sts:AssumeRole") =>
  policyOf({ Effect: "Allow", Principal: principal, Action: action, ...(condition && { Condition: condition }) });

/** The ARN of the pipeline's only stream. */
export const streamArn = ({ pipeline: { streams } }: Mine): pulumi.Output<string> => Object.values(streams)[0]!;

/** A role of which the stack knows only the name. */
export const SERVICE_ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/orders`;

/** CloudWatch as a principal. */
export const CLOUDWATCH = { Service: "cloudwatch.amazonaws.com" };

/** The statement with which a key's owner stays its owner. */
export const ROOT = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: "kms:*",
  Resource: "*",
};

/** A topic that is not the alarms'. */
export const CHAT = [`arn:aws:sns:ap-south-1:${ACCOUNT}:chat`];

/** The account of streams that another team owns. */
export const OTHER_ACCOUNT = "999988887777";

/** A stream of the other account. */
export const foreignArn = (name: string, region = "ap-south-1"): string =>
  `arn:aws:kinesis:${region}:${OTHER_ACCOUNT}:stream/${name}`;

/** A KMS key of the stage's own account, which another stack made. */
export const KEY_ARN = "arn:aws:kms:ap-south-1:123456789012:key/11111111-2222-3333-4444-555555555555";

/** Every caller of every account. */
export const EVERYBODY = { Principal: { AWS: "*" } };

/** A policy that allows everything. */
export const ALL = policyOf(allow("*", "*"));

/** A stream of the account. */
export const NAMED_STREAM = `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/my_kinesis_stream`;
