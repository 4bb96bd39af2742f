import * as kinesis from "@pulumi/aws/kinesis";
import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import { INTEGRATION, replaced, templates } from "../harness/changes";
import type { Mine } from "../mine";
import { props, set } from "../second-round/support";
import { ACCOUNT, allow, policyOf } from "../shared";
import { attackOf, foreignArn, KEY_ARN, OTHER_ACCOUNT, pipelineWith } from "./support";

const attack = attackOf(
  "stream",
  "the template and the role name the same streams, and each record reaches the right one",
);

/** A pipeline that writes to a stream of the other account. */
const foreign = (b: Mine, changes: Parameters<typeof pipelineWith>[1]["changes"] = {}) =>
  pipelineWith(b, { streams: [{ name: b.name, existing: [foreignArn(b.name)] }], changes });

/** Another text of each template of a pipeline with a stream of the other account. */
const foreignTemplate = (change: (b: Mine) => (template: string) => string) => (b: Mine) =>
  foreign(b, { [INTEGRATION]: props(templates(change(b))) });

const byArn = (b: Mine): string => `"StreamARN": "${foreignArn(b.name)}"`;

/** A pipeline whose stream has a KMS key of the account. */
const keyed = (b: Mine, statement: object) =>
  pipelineWith(b, {
    streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }],
    changes: {
      "access-policy": props((given) => ({
        ...given,
        policy: policyOf(
          allow("kinesis:PutRecord", `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/${b.name}`),
          statement,
        ),
      })),
    },
  });

/** A key of this stack that encrypts the pipeline's stream, and that the role may use. */
export const ownKey = (b: Mine, key: Partial<kms.KeyArgs>, options: object = { protect: true }) => {
  const made = new kms.Key(
    `${b.name}-kms`,
    { region: b.region, enableKeyRotation: true, deletionWindowInDays: 30, tags: b.tags, ...key },
    options,
  );
  const mayUse = allow("kms:GenerateDataKey", made.arn, {
    Condition: { StringLike: { "kms:ViaService": `kinesis.${b.region}.*` } },
  });
  return pipelineWith(b, {
    streams: [{ name: b.name }],
    changes: {
      [`stream-${b.name}`]: set({ kmsKeyId: made.arn }),
      "access-policy": props((given) => ({
        ...given,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            pulumi
              .output(given.policy as pulumi.Output<string>)
              .apply((text) => (JSON.parse(text) as { Statement: object[] }).Statement[0]!),
            mayUse,
          ],
        }),
      })),
    },
  });
};

const root = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" };
const viaKinesis = (region: string) => ({ Condition: { StringLike: { "kms:ViaService": `kinesis.${region}.*` } } });

export const streams: readonly Attack[] = [
  attack("foreign-by-name", "Kinesis looks for the name in the stage's own account, and every record is refused", {
    add: foreignTemplate((b) => replaced(byArn(b), `"StreamName": "${b.name}"`)),
  }),
  attack("foreign-arn-of-caller", "the caller says to which stream of which account a record goes", {
    phase: "preview",
    add: foreignTemplate((b) => replaced(byArn(b), `"StreamARN": "$util.escapeJavaScript($input.params('arn'))"`)),
  }),
  attack("foreign-arn-third-account", "the template names a stream of a third account, which the role does not", {
    phase: "preview",
    add: foreignTemplate(() => replaced(OTHER_ACCOUNT, "111122223333")),
  }),
  attack("foreign-arn-far", "template and role name a stream of another region, which this region does not have", {
    phase: "preview",
    add: (b) =>
      foreign(b, {
        [INTEGRATION]: props(templates(replaced("kinesis:ap-south-1", "kinesis:eu-west-1"))),
        "access-existing-policy": set({
          policy: policyOf(allow("kinesis:PutRecord", foreignArn(b.name, "eu-west-1"))),
        }),
      }),
  }),
  attack("foreign-arn-and-name", "the template names two streams at once, and Kinesis refuses the contradiction", {
    phase: "preview",
    add: foreignTemplate((b) => replaced(byArn(b), `${byArn(b)}, "StreamName": "other"`)),
  }),
  attack("foreign-consumer", "the template names a consumer of the stream, to which nobody can write", {
    phase: "preview",
    add: foreignTemplate((b) => replaced(foreignArn(b.name), `${foreignArn(b.name)}/consumer/reader:1`)),
  }),
  attack("foreign-whole-account", "the role may write to every stream of the other account", {
    phase: "preview",
    add: (b) =>
      foreign(b, { "access-existing-policy": set({ policy: policyOf(allow("kinesis:PutRecord", foreignArn("*"))) }) }),
  }),
  attack("foreign-one-too-many", "the role may write to a stream of the other account that no template names", {
    phase: "preview",
    add: (b) =>
      foreign(b, {
        "access-existing-policy": set({
          policy: policyOf(allow("kinesis:PutRecord", [foreignArn(b.name), foreignArn("payments")])),
        }),
      }),
  }),
  attack("own-existing-not-writable", "the role may write to another existing stream than the template names", {
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, existing: true }],
        changes: {
          "access-existing-policy": set({
            policy: policyOf(allow("kinesis:PutRecord", `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/old`)),
          }),
        },
      }),
  }),
  attack("swapped", "what the connector sends to one stream reaches the other", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: `${b.name}-a` }, { name: `${b.name}-b` }],
        changes: {
          [INTEGRATION]: props(templates(replaced(`#set($stream = '${b.name}-a')`, `#set($stream = '${b.name}-b')`))),
        },
      }),
  }),
  attack("foreign-swapped", "the header of one stream of another account leads to the ARN of the other", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: ["a", "b"].map((end) => ({ name: `${b.name}-${end}`, existing: [foreignArn(`${b.name}-${end}`)] })),
        changes: {
          [INTEGRATION]: props(
            templates(
              replaced(`"StreamARN": "${foreignArn(`${b.name}-a`)}"`, `"StreamARN": "${foreignArn(`${b.name}-b`)}"`),
            ),
          ),
        },
      }),
  }),
  attack("key-any-way", "the role may use the stream's KMS key for anything, not only through Kinesis", {
    phase: "preview",
    add: (b) => keyed(b, allow("kms:GenerateDataKey", KEY_ARN)),
  }),
  attack("key-decrypts", "the role that writes may also decrypt with the stream's key", {
    phase: "preview",
    add: (b) => keyed(b, allow(["kms:GenerateDataKey", "kms:Decrypt"], KEY_ARN, viaKinesis(b.region))),
  }),
  attack("key-of-any-name", "the role may use every KMS key of the account", {
    phase: "preview",
    add: (b) => keyed(b, allow("kms:GenerateDataKey", KEY_ARN.replace(/key\/.*/, "key/*"), viaKinesis(b.region))),
  }),
  attack(
    "key-through-other-region",
    "the role may use the key only through Kinesis of a region where the stream is not",
    {
      phase: "preview",
      add: (b) => keyed(b, allow("kms:GenerateDataKey", KEY_ARN, viaKinesis("eu-west-1"))),
    },
  ),
  attack("key-through-other-service", "the role may use the stream's key only through S3, so that Kinesis cannot", {
    phase: "preview",
    add: (b) =>
      keyed(
        b,
        allow("kms:GenerateDataKey", KEY_ARN, { Condition: { StringLike: { "kms:ViaService": `s3.${b.region}.*` } } }),
      ),
  }),
  attack("key-of-everybody", "every account may use the key that encrypts the stream", {
    add: (b) =>
      ownKey(b, { policy: policyOf(root, { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" }) }),
  }),
  attack("key-denies-kinesis", "the key's policy denies what Kinesis asks of it for each record", {
    add: (b) =>
      ownKey(b, {
        policy: policyOf(root, { Effect: "Deny", Principal: "*", Action: "kms:GenerateDataKey*", Resource: "*" }),
      }),
  }),
  attack("key-disabled", "the key that encrypts the stream is switched off", {
    add: (b) => ownKey(b, { isEnabled: false }),
  }),
  attack("key-unprotected", "Pulumi may delete the key without which nobody reads the stream", {
    add: (b) => ownKey(b, {}, {}),
  }),
  attack("key-of-asymmetric-kind", "Kinesis cannot encrypt with a key that only signs, and stores nothing", {
    add: (b) => ownKey(b, { enableKeyRotation: false, customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" }),
  }),
  attack("opened-to-account", "another account may write to the stream past the API", {
    add: (b) =>
      new kinesis.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: Object.values(b.pipeline.streams)[0]!,
        policy: policyOf({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
          Action: "kinesis:PutRecord",
          Resource: Object.values(b.pipeline.streams)[0]!,
        }),
      }),
  }),
  attack("key-granted", "a grant lets another account decrypt what the stream holds", {
    add: (b) => {
      const key = new kms.Key(
        `${b.name}-kms`,
        { region: b.region, enableKeyRotation: true, deletionWindowInDays: 30, tags: b.tags },
        { protect: true },
      );
      return new kms.Grant(`${b.name}-grant`, {
        region: b.region,
        keyId: key.keyId,
        granteePrincipal: `arn:aws:iam::${OTHER_ACCOUNT}:root`,
        operations: ["Decrypt", "CreateGrant"],
      });
    },
  }),
];
