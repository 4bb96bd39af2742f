import { resourceRule } from "../pack/rule";
import { isSet, valueAt } from "../read/resource";
import { type } from "../read/types";

interface Config {
  readonly minimumDays: number;
}

/** What KMS waits when nobody says. */
const DEFAULT_DAYS = 30;

export const kmsKeyRecoverable = resourceRule<Config>({
  name: "kms-key-recoverable",
  description: "A customer's KMS key is not lost: its deletion waits, its material stays, and its policy is checked.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set deletionWindowInDays to at least what the configuration asks for (7 to 30), or leave it out for 30. Leave " +
    "bypassPolicyLockoutSafetyCheck and validTo out.",
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
  tags: ["kms", "reliability"],
  configSchema: { properties: { minimumDays: { type: "integer", minimum: 7, maximum: 30, default: 7 } } },
  types: [type.key, type.replicaKey, type.externalKey, type.replicaExternalKey],
  checks: [
    (key, { minimumDays }) => {
      // The provider takes zero for not set.
      const days = isSet(key, "deletionWindowInDays") ? valueAt(key, "deletionWindowInDays") : DEFAULT_DAYS;
      if (typeof days !== "number" || days >= minimumDays) return undefined;
      return `deletionWindowInDays is ${days}, at least ${minimumDays} are required: without the key, what it encrypted is gone.`;
    },
    (key) =>
      valueAt(key, "bypassPolicyLockoutSafetyCheck") === true
        ? "bypassPolicyLockoutSafetyCheck is true: the policy may lock out everybody, and only AWS Support can help."
        : undefined,
    (key) => (isSet(key, "validTo") ? "validTo is set: on that day, KMS deletes the material of this key." : undefined),
  ],
});
