import { type KeyChoice, keyChoiceSchema } from "../pack/key-choice";
import { resourceRule } from "../pack/rule";
import { isSet } from "../read/resource";
import { awsType } from "../read/types";

export const logGroupEncrypted = resourceRule<KeyChoice>({
  name: "log-group-encrypted",
  description: "Log groups are encrypted with the kind of key that the configuration asks for.",
  severity: "low",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set kmsKeyId to the ARN of a customer's key, or leave it out for AWS's own, as the configuration says.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  tags: ["cloudwatch", "security", "encryption-at-rest"],
  configSchema: keyChoiceSchema,
  types: [awsType.logGroup],
  checks: [
    (group, { key }) => {
      // CloudWatch Logs encrypts with AWS's own key unless it is given one, and takes only a customer's.
      const hasOwn = isSet(group, "kmsKeyId");
      if (key === "customer" && !hasOwn) return "kmsKeyId is not set; a customer's key is required.";
      if (key === "aws" && hasOwn) return "kmsKeyId is a customer's key; AWS's own is required.";
      return undefined;
    },
  ],
});
