import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import type { Mine } from "./mine";

export const ACCOUNT = "123456789012";

/** A policy document as text; outputs in it may be unknown at preview. */
export const policyOf = (...statements: readonly object[]): pulumi.Output<string> =>
  pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });

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

/** A role that an AWS service takes, and that may do what a statement allows. */
export function serviceRole(beside: Mine, service: string, statement: object): iam.Role {
  const { name, tags } = beside;
  const role = new iam.Role(`${name}-role`, {
    assumeRolePolicy: trustOf({ Service: service }, { StringEquals: { "aws:SourceAccount": ACCOUNT } }),
    tags,
  });
  new iam.RolePolicy(`${name}-role-policy`, { role: role.id, policy: policyOf(statement) });
  return role;
}

/** A role that an AWS service takes to write to the pipeline's stream. */
export const writerFor = (beside: Mine, service: string): iam.Role =>
  serviceRole(beside, service, allow("kinesis:PutRecord", streamArn(beside)));

/** A function that writes what it is called with to the pipeline's stream. */
export function writerFunction(beside: Mine, more: object = {}): lambda.Function {
  const { name, region, tags } = beside;
  return new lambda.Function(`${name}-function`, {
    region,
    role: writerFor(beside, "lambda.amazonaws.com").arn,
    packageType: "Image",
    imageUri: `${ACCOUNT}.dkr.ecr.${region}.amazonaws.com/orders:1`,
    tags,
    ...more,
  });
}
