import { z } from "zod";

import { policyDocument, region } from "../../arguments";

/** What AWS takes of an `aws:sns/topicPolicy:TopicPolicy`. */
export const TopicPolicyInputs = z.strictObject({
  /** Of the topic. */
  arn: z.string().regex(/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/, "expected the ARN of a topic"),
  region,
  policy: policyDocument,
});
export type TopicPolicyInputs = z.output<typeof TopicPolicyInputs>;
