import { z } from "zod";

import { region } from "../../arguments";

/** What AWS takes of an `aws:secretsmanager/secretVersion:SecretVersion`. */
export const SecretVersionInputs = z.strictObject({ region, secretId: z.string(), secretString: z.string() });
export type SecretVersionInputs = z.output<typeof SecretVersionInputs>;
