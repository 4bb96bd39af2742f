import { z } from "zod";
import { region, tags } from "../arguments";
import { AwsError } from "../errors";
import { isAwsManagedKey } from "../kms";
import { type Properties, type ResourceModel, defineResource } from "../resource";
import type { Secret, Secrets } from "./secrets";
import { type Version, retire } from "./versions";

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
  const outputsOf = (inputs: SecretInputs, { arn }: Secret): Properties => ({
    ...inputs,
    arn,
    policy: "",
    tagsAll: inputs.tags ?? {},
  });
  return {
    type: "aws:secretsmanager/secret:Secret",
    inputs: secretInputs,
    replaceOn: ["name"],
    autoname: { property: "name", maxLength: 512 },
    computed: ["arn", "policy"],
    create: (inputs) => {
      checkKey(inputs);
      const made = secrets.create(inputs.region, inputs.name, inputs);
      return Promise.resolve({ id: made.arn, outputs: outputsOf(inputs, made) });
    },
    read: (id, known) => {
      const found = secrets.find(regionIn(id), id);
      return Promise.resolve(found === undefined || found.deletedAt !== undefined ? undefined : known);
    },
    update: (id, inputs) => {
      checkKey(inputs);
      const found = secrets.get(inputs.region, id);
      found.description = inputs.description;
      found.kmsKeyId = inputs.kmsKeyId;
      found.tags = inputs.tags ?? {};
      return Promise.resolve(outputsOf(inputs, found));
    },
    delete: (id, known) => {
      secrets.delete(regionIn(id), id, Number(known.recoveryWindowInDays));
      return Promise.resolve();
    },
  };
}

function secretVersion(secrets: Secrets): ResourceModel<VersionInputs> {
  return {
    type: "aws:secretsmanager/secretVersion:SecretVersion",
    inputs: versionInputs,
    replaceOn: ["secretId", "secretString"],
    secretOutputs: ["secretString"],
    computed: ["arn", "secretArn", "hasSecretStringWo", "versionId", "versionStages"],
    create: (inputs) => {
      const version = secrets.put(inputs.region, inputs.secretId, inputs.secretString);
      const { arn } = secrets.get(inputs.region, inputs.secretId);
      const outputs = {
        ...inputs,
        arn,
        secretArn: arn,
        hasSecretStringWo: false,
        versionId: version.id,
        versionStages: [...version.stages],
      };
      return Promise.resolve({ id: `${inputs.secretId}|${version.id}`, outputs });
    },
    read: (id, known) => {
      const version = versionWith(secrets, id, known);
      const gone = version === undefined || version.stages.size === 0;
      return Promise.resolve(gone ? undefined : { ...known, versionStages: [...version.stages] });
    },
    update: (_id, _inputs, known) => Promise.resolve(known),
    delete: (id, known) => {
      const found = secrets.find(String(known.region), secretIn(id));
      if (found !== undefined) {
        retire(found.versions, versionIn(id));
      }
      return Promise.resolve();
    },
  };
}

function versionWith(secrets: Secrets, id: string, known: Properties): Version | undefined {
  return secrets.find(String(known.region), secretIn(id))?.versions.get(versionIn(id));
}

function secretIn(id: string): string {
  return id.slice(0, id.lastIndexOf("|"));
}

function versionIn(id: string): string {
  return id.slice(id.lastIndexOf("|") + 1);
}

function regionIn(arn: string): string {
  return arn.split(":")[3] ?? "";
}

function checkKey({ kmsKeyId }: SecretInputs): void {
  if (kmsKeyId !== undefined && !isAwsManagedKey(kmsKeyId)) {
    throw new AwsError(
      "InvalidParameterException",
      `Key ${kmsKeyId} does not exist: the local AWS has only the keys that AWS manages, as alias/aws/secretsmanager.`,
    );
  }
}
