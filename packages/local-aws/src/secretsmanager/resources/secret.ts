import { AwsError } from "../../errors";
import { isAwsManagedKey } from "../../kms/aws-managed-key";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { SecretInputs } from "../inputs/secret";
import type { Secret, Secrets } from "../secrets";

/**
 * `aws:secretsmanager/secret:Secret`
 * @param secrets of the account
 * @returns the model
 */
export function secretModel(secrets: Secrets): MemoryModel<SecretInputs> {
  return {
    type: "aws:secretsmanager/secret:Secret",
    inputs: SecretInputs,
    replaceOn: ["name"],
    autoname: { property: "name", maxLength: 512 },
    blank: { description: "", kmsKeyId: "", namePrefix: "", replicas: [] },
    unread: ["recoveryWindowInDays", "forceOverwriteReplicaSecret"],
    importId: "id",
    computed: ["arn", "policy"],
    create: (inputs) => {
      refuseUnknownKey(inputs);
      const secret = secrets.create(inputs.region, inputs.name, inputs);
      return { id: secret.arn, outputs: { ...inputs, ...outputsOf(secret) } };
    },
    read: (id, known) => {
      const secret = secrets.find(String(known.region), id);
      return secret === undefined || secret.deletedAt !== undefined ? undefined : outputsOf(secret);
    },
    update: (id, inputs) => {
      refuseUnknownKey(inputs);
      const secret = secrets.get(inputs.region, id);
      secret.description = inputs.description;
      secret.kmsKeyId = inputs.kmsKeyId;
      secret.tags = inputs.tags ?? {};
      return { ...inputs, ...outputsOf(secret) };
    },
    delete: (id, known) => {
      secrets.delete(String(known.region), id, Number(known.recoveryWindowInDays));
    },
  };
}

const outputsOf = ({ region, name, description, kmsKeyId, tags, arn }: Secret): Properties => ({
  region,
  name,
  description,
  kmsKeyId,
  arn,
  policy: "",
  tagsAll: tags,
  tags: Object.keys(tags).length > 0 ? tags : undefined,
});

function refuseUnknownKey({ kmsKeyId }: SecretInputs): void {
  if (kmsKeyId !== undefined && !isAwsManagedKey(kmsKeyId)) {
    throw new AwsError(
      "InvalidParameterException",
      `Key ${kmsKeyId} does not exist: the local AWS has only the keys that AWS manages, as alias/aws/secretsmanager.`,
    );
  }
}
