import type { PolicyConfigSchema } from "@pulumi/policy";

/** Whose key must encrypt: anybody's, AWS's own for the service (free, no key policy), or one of the customer's. */
export interface KeyChoice {
  readonly key: "any" | "aws" | "customer";
}

/** The configuration of every rule on encryption at rest. */
export const keyChoiceSchema: PolicyConfigSchema = {
  properties: { key: { type: "string", enum: ["any", "aws", "customer"], default: "any" } },
};

/** Whether a KMS key id, ARN or alias is of a key that AWS manages for a service: `alias/aws/kinesis`. */
export function isAwsManagedKey(kmsKeyId: string): boolean {
  return /(^|:)alias\/aws\//.test(kmsKeyId);
}
