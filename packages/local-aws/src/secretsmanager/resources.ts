import { z } from "zod";

import { region, tags } from "../arguments";
import { AwsError } from "../errors";
import { isAwsManagedKey } from "../kms";
import { defineResource, type Properties, type ResourceModel } from "../resource";
import type { Secret, Secrets } from "./secrets";
import { retire, type Version } from "./versions";

const secretInputs = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9/_+=.@-]{1,512}$/, "expected 1 to 512 letters, digits or /_+=.@-"),
  region,
  description: z.string().max(2048).optional(),
  kmsKeyId: z.string().optional(),
  recoveryWindowInDays: z
    .int()
    .refine((days) => days === 0 || (days >= 7 && days <= 30), "expected 0, or a number from 7 to 30")
    .default(30),
  forceOverwriteReplicaSecret: z.boolean().default(false),
  tags,
});

const versionInputs = z.strictObject({ region, secretId: z.string(), secretString: z.string() });

type SecretInputs = z.output<typeof secretInputs>;
type VersionInputs = z.output<typeof versionInputs>;

/** The Secrets Manager types of the Pulumi AWS package that the local AWS models. */
export function secretsmanagerResources(secrets: Secrets): readonly ResourceModel[] {
  return [defineResource(secret(secrets)), defineResource(secretVersion(secrets))];
}

function secret(secrets: Secrets): ResourceModel<SecretInputs> {
  const outputsOf = ({ region, name, description, kmsKeyId, tags, arn }: Secret): Properties => ({
    ...{ region, name, description, kmsKeyId, arn, policy: "", tagsAll: tags },
    tags: Object.keys(tags).length > 0 ? tags : undefined,
  });
  return {
    type: "aws:secretsmanager/secret:Secret",
    inputs: secretInputs,
    replaceOn: ["name"],
    autoname: { property: "name", maxLength: 512 },
    blank: { description: "", kmsKeyId: "", namePrefix: "", replicas: [] },
    unread: ["recoveryWindowInDays", "forceOverwriteReplicaSecret"],
    importId: "id",
    computed: ["arn", "policy"],
    create: (inputs) => {
      checkKey(inputs);
      const made = secrets.create(inputs.region, inputs.name, inputs);
      return Promise.resolve({ id: made.arn, outputs: { ...inputs, ...outputsOf(made) } });
    },
    read: (id, known) => {
      const found = secrets.find(String(known.region), id);
      return Promise.resolve(found === undefined || found.deletedAt !== undefined ? undefined : outputsOf(found));
    },
    update: (id, inputs) => {
      checkKey(inputs);
      const found = secrets.get(inputs.region, id);
      found.description = inputs.description;
      found.kmsKeyId = inputs.kmsKeyId;
      found.tags = inputs.tags ?? {};
      return Promise.resolve({ ...inputs, ...outputsOf(found) });
    },
    delete: (id, known) => {
      secrets.delete(String(known.region), id, Number(known.recoveryWindowInDays));
      return Promise.resolve();
    },
  };
}

function secretVersion(secrets: Secrets): ResourceModel<VersionInputs> {
  const outputsOf = (region: string, secretId: string, version: Version): Properties => {
    const { arn } = secrets.get(region, secretId);
    return {
      ...{ region, secretId, arn, secretArn: arn, hasSecretStringWo: false },
      ...{ secretString: version.value, versionId: version.id, versionStages: [...version.stages] },
    };
  };
  const idOf = ({ secretId, versionId }: Properties): string => `${String(secretId)}|${String(versionId)}`;
  const find = ({ region, secretId, versionId }: Properties): Version | undefined =>
    secrets.find(String(region), String(secretId))?.versions.get(String(versionId));
  return {
    type: "aws:secretsmanager/secretVersion:SecretVersion",
    inputs: versionInputs,
    replaceOn: ["secretId", "secretString"],
    secretOutputs: ["secretString"],
    blank: { secretBinary: "" },
    importId: "secretId|versionId",
    idOf,
    computed: ["arn", "secretArn", "hasSecretStringWo", "versionId", "versionStages"],
    create: ({ region, secretId, secretString }) => {
      const outputs = outputsOf(region, secretId, secrets.put(region, secretId, secretString));
      return Promise.resolve({ id: idOf(outputs), outputs });
    },
    read: (_id, known) => {
      const version = find(known);
      const gone = version === undefined || version.stages.size === 0;
      return Promise.resolve(gone ? undefined : outputsOf(String(known.region), String(known.secretId), version));
    },
    update: (_id, _inputs, known) => Promise.resolve(known),
    delete: (_id, known) => {
      const found = secrets.find(String(known.region), String(known.secretId));
      if (found !== undefined) {
        retire(found.versions, String(known.versionId));
      }
      return Promise.resolve();
    },
  };
}

function checkKey({ kmsKeyId }: SecretInputs): void {
  if (kmsKeyId !== undefined && !isAwsManagedKey(kmsKeyId)) {
    throw new AwsError(
      "InvalidParameterException",
      `Key ${kmsKeyId} does not exist: the local AWS has only the keys that AWS manages, as alias/aws/secretsmanager.`,
    );
  }
}
