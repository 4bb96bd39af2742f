import { z } from "zod";

import { policyDocument, tags } from "../../arguments";

/** What AWS takes of an `aws:iam/role:Role`, with its defaults. IAM has no regions. */
export const RoleInputs = z.strictObject({
  name: z.string().regex(/^[\w+=,.@-]{1,64}$/, "expected 1 to 64 letters, digits or _+=,.@-"),
  path: z
    .string()
    .regex(/^\/(?:[\x21-\x7e]+\/)?$/, "expected a path that begins and ends with /")
    .default("/"),
  assumeRolePolicy: policyDocument,
  description: z
    .string()
    .max(1000)
    .regex(/^[\t\n\r -~\u00a1-\u00ff]*$/, "expected characters of Latin-1")
    .optional(),
  maxSessionDuration: z.int().min(3600).max(43_200).default(3600),
  forceDetachPolicies: z.boolean().default(false),
  tags: tags.refine(
    (given = {}) => new Set(Object.keys(given).map((name) => name.toLowerCase())).size === Object.keys(given).length,
    "Duplicate tag keys found. Please note that Tag keys are case insensitive",
  ),
});
export type RoleInputs = z.output<typeof RoleInputs>;
