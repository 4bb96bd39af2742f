import { z } from "zod";

import { region, tags } from "../../arguments";
import { logGroupName } from "./fields";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** What AWS takes of an `aws:cloudwatch/logGroup:LogGroup`, with its defaults. */
export const LogGroupInputs = z.strictObject({
  name: logGroupName,
  region,
  /** 0 keeps the events for ever. */
  retentionInDays: z
    .literal([0, ...RETENTION_DAYS], `expected one of 0 (for ever), ${RETENTION_DAYS.join(", ")}`)
    .default(0),
  /** CloudWatch Logs takes a key's ARN, not its id or alias. */
  kmsKeyId: z
    .string()
    .regex(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/, "expected the ARN of a key")
    .optional(),
  logGroupClass: z.enum(["STANDARD", "INFREQUENT_ACCESS"]).default("STANDARD"),
  deletionProtectionEnabled: z.boolean().default(false),
  skipDestroy: z.boolean().default(false),
  tags,
});
export type LogGroupInputs = z.output<typeof LogGroupInputs>;
