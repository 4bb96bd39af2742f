import { z } from "zod";

import { policyDocument } from "../../arguments";

/** What AWS takes of an `aws:iam/rolePolicy:RolePolicy`, with its defaults. */
export const RolePolicyInputs = z.strictObject({
  name: z.string().regex(/^[\w+=,.@-]{1,128}$/, "expected 1 to 128 letters, digits or _+=,.@-"),
  role: z.string(),
  policy: policyDocument,
});
export type RolePolicyInputs = z.output<typeof RolePolicyInputs>;
