import { z } from "zod";

import { region, tags } from "../../arguments";

/** What a rule compares a request with; `*` and `?` match any text and any character. */
const matched = (max: number) => z.string().min(1).max(max);

/**
 * What AWS takes of an `aws:xray/samplingRule:SamplingRule`.
 * @see https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html
 */
export const SamplingRuleInputs = z.strictObject({
  region,
  ruleName: z.string().min(1).max(32),
  version: z.literal(1, "expected 1, the only version of the format"),
  /** X-Ray uses the first rule that matches; its own rule, `Default`, has 10000. */
  priority: z.int().min(1).max(9999),
  /** Requests that are traced in each second, before the fixed rate. */
  reservoirSize: z.int().min(0),
  /** The share of the other requests that is traced. */
  fixedRate: z.number().min(0).max(1),
  serviceName: matched(64),
  serviceType: matched(64),
  resourceArn: matched(500),
  host: matched(64),
  httpMethod: matched(10),
  urlPath: matched(128),
  attributes: z.record(z.string().min(1).max(32), z.string().min(1).max(32)).optional(),
  tags,
});
export type SamplingRuleInputs = z.output<typeof SamplingRuleInputs>;
