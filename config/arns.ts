import { z } from "zod";

import { text } from "./problems";

/**
 * A schema for ARNs of what works in its own region alone: none, or one for each region
 * (`regionalArnProblems` in observability-limits.ts compares them with the regions).
 * @param what completes "the ARN of ..."
 * @param example such an ARN
 * @param form what each ARN must match
 * @returns the schema of a list
 */
export const regionalArns = (what: string, example: string, form: RegExp) =>
  z
    .array(text(`the ARN of ${what} such as ${example}`, form), {
      error: `a list of ARNs, one for each region, such as ["${example}"]`,
    })
    .default([]);

/** ARNs of KMS keys. An alias is refused: neither CloudWatch Logs nor an IAM policy takes one. */
export const kmsKeyArns = regionalArns(
  "a KMS key",
  "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-zA-Z0-9-]{1,128}$/,
);
