import { resourceRule } from "../pack/rule";
import { isSet, textAt, valueAt } from "../read/resource";
import { awsType } from "../read/types";

export const kmsKeyRotation = resourceRule({
  name: "kms-key-rotation",
  description: "Customers' symmetric KMS keys rotate.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps: "Set enableKeyRotation to true.",
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
  tags: ["kms", "security", "encryption-at-rest"],
  types: [awsType.key],
  checks: [
    (key) =>
      !canRotate.every((holds) => holds(key)) || valueAt(key, "enableKeyRotation") === true
        ? undefined
        : "enableKeyRotation is not true: the same key material encrypts for ever.",
  ],
});

/**
 * KMS rotates symmetric encryption keys only, and none of a custom key store.
 * https://docs.aws.amazon.com/kms/latest/developerguide/rotating-keys-enable.html
 */
const canRotate: readonly ((key: Parameters<typeof textAt>[0]) => boolean)[] = [
  (key) => (textAt(key, "customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT",
  (key) => (textAt(key, "keyUsage") ?? "ENCRYPT_DECRYPT") === "ENCRYPT_DECRYPT",
  (key) => !isSet(key, "customKeyStoreId"),
];
