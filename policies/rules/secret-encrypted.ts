import { type KeyChoice, keyChoiceSchema } from "../pack/key-choice";
import { resourceRule } from "../pack/rule";
import { isAwsManagedKey } from "../read/encryption";
import { listAt, property, textAt } from "../read/resource";
import { awsType } from "../read/types";

export const secretEncrypted = resourceRule<KeyChoice>({
  name: "secret-encrypted",
  description: "Secrets are encrypted with the kind of key that the configuration asks for.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set kmsKeyId to the ARN of a customer's key, or leave it out for AWS's own, as the configuration says.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  tags: ["secretsmanager", "security", "encryption-at-rest"],
  configSchema: keyChoiceSchema,
  types: [awsType.secret],
  checks: [
    (secret, { key }) => {
      if (key === "any") return undefined;
      // Without a key, Secrets Manager takes AWS's own: a secret is never stored in clear.
      const kmsKeyId = textAt(secret, "kmsKeyId") ?? "alias/aws/secretsmanager";
      const awsManaged = isAwsManagedKey(kmsKeyId);
      if (key === "customer" && awsManaged) return "kmsKeyId names no customer's key; one is required.";
      if (key === "aws" && !awsManaged) return "kmsKeyId is a customer's key; AWS's own is required.";
      return undefined;
    },
    // Each replica has a key of its own region, and AWS's own if none is named.
    (secret, { key }) =>
      key === "customer" &&
      listAt(secret, "replicas").some((replica) => {
        const kmsKeyId = property(replica, "kmsKeyId");
        return typeof kmsKeyId !== "string" || kmsKeyId === "" || isAwsManagedKey(kmsKeyId);
      })
        ? "replicas has one whose kmsKeyId names no customer's key; one is required."
        : undefined,
  ],
});
