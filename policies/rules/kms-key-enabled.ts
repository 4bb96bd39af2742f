import { resourceRule } from "../pack/rule";
import { valueAt } from "../read/resource";
import { awsType } from "../read/types";

export const kmsKeyEnabled = resourceRule({
  name: "kms-key-enabled",
  description: "Customers' KMS keys are enabled.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Leave isEnabled out or set it to true; take a key that is no longer used out of the program.",
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html",
  tags: ["kms", "reliability"],
  types: [awsType.key],
  checks: [
    (key) =>
      valueAt(key, "isEnabled") === false
        ? "isEnabled is false: what is encrypted with this key can neither be read nor written."
        : undefined,
  ],
});
