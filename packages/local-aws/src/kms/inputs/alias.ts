import { z } from "zod";

import { region } from "../../arguments";

/**
 * What AWS takes of an `aws:kms/alias:Alias`.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
 */
export const AliasInputs = z.strictObject({
  name: z
    .string()
    .max(256)
    .regex(/^alias\/[A-Za-z0-9/_-]+$/, "expected alias/ and letters, digits or /_-")
    .regex(/^(?!alias\/aws\/)/, "expected a name that does not begin with alias/aws/"),
  region,
  /** The key's id or ARN. */
  targetKeyId: z.string().min(1),
});
export type AliasInputs = z.output<typeof AliasInputs>;
