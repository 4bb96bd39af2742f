import { join } from "node:path";

/** The repository: Pulumi.yaml, the program, the policy pack. */
export const PROJECT = join(__dirname, "..", "..");
