import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";

import type { Control } from "../harness/attack";
import { harmless, type Mine, type Parts } from "../mine";
import { ACCOUNT, policyOf } from "../shared";

/** Adds what is harmless. */
export const fine = (name: string, says: string, add: NonNullable<Parts["add"]>, own = false): Control =>
  harmless(says, { name: `r2-fine-${name}`, add, own });
/** Changes what is there, without harm. */
export const changed = (
  name: string,
  says: string,
  changes: NonNullable<Parts["changes"]>,
  phase?: Parts["phase"],
): Control => harmless(says, { name: `r2-fine-${name}`, changes, ...(phase && { phase }) });

/** A role as Pulumi's own helper writes its trust: an object. */
export function roleOf(b: Mine, service: string, ...statements: object[]): iam.Role {
  const role = new iam.Role(`${b.name}-role`, {
    assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: service }),
    tags: b.tags,
  });
  if (statements.length > 0) new iam.RolePolicy(`${b.name}-policy`, { role: role.id, policy: policyOf(...statements) });
  return role;
}
/** A function of this stack that may do what the statements allow. */
export const functionOf = (b: Mine, ...statements: object[]): lambda.Function =>
  new lambda.Function(`${b.name}-function`, {
    region: b.region,
    role: roleOf(b, "lambda.amazonaws.com", ...statements).arn,
    packageType: "Image",
    imageUri: "image",
    tags: b.tags,
  });

/** What stage prod advises for a stage of an API. */
export const OBSERVED = {
  xrayTracingEnabled: true,
  accessLogSettings: {
    destinationArn: `arn:aws:logs:ap-south-1:${ACCOUNT}:log-group:orders`,
    format: '{"requestId":"$context.requestId","error":"$context.integration.error"}',
  },
};
/** Settings that log errors, as stage prod advises. */
export const LOGGED = { methodPath: "*/*", settings: { loggingLevel: "ERROR", dataTraceEnabled: false } };
