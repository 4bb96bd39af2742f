import { z } from "zod";

import { region } from "../../arguments";

/** What AWS takes of an `aws:apigateway/account:Account`. An empty text is no role. */
export const AccountInputs = z.strictObject({
  region,
  cloudwatchRoleArn: z
    .string()
    .regex(/^(?:arn:[\w-]+:iam::\d{12}:role\/\S+)?$/, "expected the ARN of a role")
    .default(""),
});
export type AccountInputs = z.output<typeof AccountInputs>;
