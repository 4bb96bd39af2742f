import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { SecretVersionInputs } from "../inputs/secret-version";
import type { Secrets } from "../secrets";
import { retire, type Version } from "../versions";

/**
 * `aws:secretsmanager/secretVersion:SecretVersion`
 * @param secrets of the account
 * @returns the model
 */
export function secretVersionModel(secrets: Secrets): MemoryModel<SecretVersionInputs> {
  const outputsOf = (region: string, secretId: string, version: Version): Properties => {
    const { arn } = secrets.get(region, secretId);
    return {
      region,
      secretId,
      arn,
      secretArn: arn,
      hasSecretStringWo: false,
      secretString: version.value,
      versionId: version.id,
      versionStages: [...version.stages],
    };
  };
  const idOf = ({ secretId, versionId }: Properties): string => `${String(secretId)}|${String(versionId)}`;
  const find = ({ region, secretId, versionId }: Properties): Version | undefined =>
    secrets.find(String(region), String(secretId))?.versions.get(String(versionId));
  return {
    type: "aws:secretsmanager/secretVersion:SecretVersion",
    inputs: SecretVersionInputs,
    replaceOn: ["secretId", "secretString"],
    secretOutputs: ["secretString"],
    blank: { secretBinary: "" },
    importId: "secretId|versionId",
    idOf,
    computed: ["arn", "secretArn", "hasSecretStringWo", "versionId", "versionStages"],
    create: ({ region, secretId, secretString }) => {
      const outputs = outputsOf(region, secretId, secrets.put(region, secretId, secretString));
      return { id: idOf(outputs), outputs };
    },
    read: (_id, known) => {
      const version = find(known);
      const isGone = version === undefined || version.stages.size === 0;
      return isGone ? undefined : outputsOf(String(known.region), String(known.secretId), version);
    },
    update: (_id, _inputs, known) => known,
    delete: (_id, known) => {
      const secret = secrets.find(String(known.region), String(known.secretId));
      if (secret !== undefined) retire(secret.versions, String(known.versionId));
    },
  };
}
