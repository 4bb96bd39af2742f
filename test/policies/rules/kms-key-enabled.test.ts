import { kmsKeyEnabled } from "../../../policies/rules/kms-key-enabled";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const key = (inputs: Readonly<Record<string, unknown>>) =>
  plus({
    type: "aws:kms/key:Key",
    name: "kms",
    inputs: { region: "eu-west-1", enableKeyRotation: true, deletionWindowInDays: 30, ...inputs },
  });

describeRule(kmsKeyEnabled, {
  finds: {
    "a key that is disabled": {
      stack: key({ isEnabled: false }),
      found: { kms: ["isEnabled is false: what is encrypted with this key can neither be read nor written."] },
    },
  },
  accepts: {
    "a key that is enabled": { stack: key({ isEnabled: true }) },
    "a key that says nothing": { stack: key({}) },
  },
});
