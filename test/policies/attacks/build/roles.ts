import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import { ACCOUNT, allow, policyOf, streamArn, trustOf } from "./documents";
import type { Mine } from "./mine";

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

/** A role that a trust opens, and that may do what the statements allow. */
export function roleFor(
  b: Mine,
  assumeRolePolicy: pulumi.Input<string | iam.PolicyDocument>,
  ...statements: object[]
): iam.Role {
  const role = new iam.Role(`${b.name}-role`, { assumeRolePolicy, tags: b.tags });
  if (statements.length > 0) new iam.RolePolicy(`${b.name}-policy`, { role: role.id, policy: policyOf(...statements) });
  return role;
}

/** A function of this stack that has a role. */
const functionAs = (b: Mine, role: iam.Role): lambda.Function =>
  new lambda.Function(`${b.name}-function`, {
    region: b.region,
    role: role.arn,
    packageType: "Image",
    imageUri: "image",
    tags: b.tags,
  });

/** The trust of a function's role. */
export const lambdaTrust = trustOf({ Service: "lambda.amazonaws.com" });

/** A function of this stack that may do nothing. */
export const ownFunction = (b: Mine): lambda.Function => functionAs(b, roleFor(b, lambdaTrust));

/** A role as Pulumi's own helper writes its trust: an object. */
export const roleOf = (b: Mine, service: string, ...statements: object[]): iam.Role =>
  roleFor(b, iam.assumeRolePolicyForPrincipal({ Service: service }), ...statements);

/** A function of this stack that may do what the statements allow. */
export const functionOf = (b: Mine, ...statements: object[]): lambda.Function =>
  functionAs(b, roleOf(b, "lambda.amazonaws.com", ...statements));

/** A container's role that may do something with what the pipeline needs. */
export const containerMay = (actions: string | readonly string[], on: (b: Mine) => pulumi.Input<string>) => ({
  own: true,
  add: (b: Mine) => serviceRole(b, "ecs-tasks.amazonaws.com", allow(actions, on(b))),
});
