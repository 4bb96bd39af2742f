import { z } from "zod";

import { text } from "./forms";
import { show } from "./problems";
import { partitionOf } from "./regions";

/**
 * A schema for ARNs of what works in its own region alone: none, or one for each region
 * ({@link regionalArnProblems} compares them with the regions).
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

/**
 * Topics, keys and streams are in one region each.
 * @param setting where the ARNs stand
 * @param arns what was read
 * @param regions names of the stage's regions
 * @returns a problem unless there is no ARN, or exactly one for each region
 */
export function regionalArnProblems(setting: string, arns: readonly string[], regions: readonly string[]): string[] {
  if (arns.length === 0) return [];
  const places = arns.map((arn) => arn.split(":").slice(0, 4).join(":"));
  const service = String(places[0]?.split(":")[2]);
  const expected = regions.map((region) => `arn:${partitionOf(region)}:${service}:${region}`);
  const isComplete = places.length === expected.length && expected.every((place) => places.includes(place));
  return isComplete
    ? []
    : [`${setting}: expected none, or one ARN for each region (${expected.join(", ")}), got ${show(arns)}`];
}
