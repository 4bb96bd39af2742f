import { type KeyChoice, keyChoiceSchema } from "../pack/key-choice";
import { resourceRule } from "../pack/rule";
import { isAwsManagedKey } from "../read/encryption";
import { show, textAt, valueAt } from "../read/resource";
import { awsType } from "../read/types";

export const kinesisStreamEncrypted = resourceRule<KeyChoice>({
  name: "kinesis-stream-encrypted",
  description: "Kinesis streams are encrypted with KMS.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: 'Set encryptionType to "KMS" and kmsKeyId to "alias/aws/kinesis" or a key of your own.',
  url: "https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html",
  tags: ["kinesis", "security", "encryption-at-rest"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "Kinesis.1",
    specification: "Kinesis streams should be encrypted at rest",
  },
  configSchema: keyChoiceSchema,
  types: [awsType.stream],
  checks: [
    (stream) => {
      const encryption = valueAt(stream, "encryptionType");
      return encryption === "KMS"
        ? undefined
        : `encryptionType is ${show(encryption)}: records lie on disk in clear text.`;
    },
    (stream, { key }) => {
      const kmsKeyId = textAt(stream, "kmsKeyId");
      if (valueAt(stream, "encryptionType") !== "KMS") return undefined;
      if (kmsKeyId === undefined) return "kmsKeyId is not set.";
      if (key === "customer" && isAwsManagedKey(kmsKeyId)) {
        return `kmsKeyId is ${show(kmsKeyId)}, a key of AWS; a customer's is required.`;
      }
      if (key === "aws" && !isAwsManagedKey(kmsKeyId)) {
        return "kmsKeyId is a customer's key; AWS's own, alias/aws/kinesis, is required.";
      }
      return undefined;
    },
    (stream) => {
      const [, , service, region] = textAt(stream, "kmsKeyId")?.split(":") ?? [];
      const own = textAt(stream, "region");
      return service === "kms" && own !== undefined && region !== own
        ? `kmsKeyId is a key in ${show(region)}, the stream is in ${show(own)}: Kinesis cannot use it.`
        : undefined;
    },
  ],
});
