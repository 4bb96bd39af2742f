import { kmsKeyRotation } from "../../../policies/rules/kms-key-rotation";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const key = (inputs: Readonly<Record<string, unknown>>) =>
  plus({
    type: "aws:kms/key:Key",
    name: "kms",
    inputs: { region: "eu-west-1", enableKeyRotation: true, deletionWindowInDays: 30, ...inputs },
  });

const FOUND = { kms: ["enableKeyRotation is not true: the same key material encrypts for ever."] };

describeRule(kmsKeyRotation, {
  finds: {
    "a key that never rotates": { stack: key({ enableKeyRotation: undefined }), found: FOUND },
    "a key whose rotation is off": { stack: key({ enableKeyRotation: false }), found: FOUND },
  },
  accepts: {
    "a key of two parts, which KMS does not rotate": {
      stack: key({ enableKeyRotation: false, customerMasterKeySpec: "RSA_4096", keyUsage: "SIGN_VERIFY" }),
    },
    "a key that signs": { stack: key({ enableKeyRotation: false, keyUsage: "GENERATE_VERIFY_MAC" }) },
    "a key of a custom key store": { stack: key({ enableKeyRotation: false, customKeyStoreId: "cks-1" }) },
  },
});
