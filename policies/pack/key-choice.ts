import type { SettingsSchema } from "./rule";

/** Whose key must encrypt: anybody's, AWS's own for the service (free, no key policy), or one of the customer's. */
export interface KeyChoice {
  readonly key: "any" | "aws" | "customer";
}

/** The configuration of every rule on encryption at rest. */
export const keyChoiceSchema: SettingsSchema = {
  properties: { key: { type: "string", enum: ["any", "aws", "customer"], default: "any", laxer: "lower" } },
};
