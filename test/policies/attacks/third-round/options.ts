import * as kms from "@pulumi/aws/kms";
import { Provider, type ProviderArgs } from "@pulumi/aws/provider";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";

import type { Attack, Props } from "../harness/attack";
import { INTEGRATION } from "../harness/changes";
import { attackOf, fileWith, KEY_ARN, pipelineWith } from "./support";

const attack = attackOf("option", "options and other resources undo nothing of what the program says");

const ignoring = (resource: string, ...ignoreChanges: string[]): Attack =>
  attack(`${resource.replace(/^api-/, "")}-kept`, "what AWS has stays as it is, whatever the program says", {
    phase: "preview",
    changes: { [resource]: { options: { ignoreChanges } } },
  });

const option = (name: string, breaks: string, resource: string, options: Props): Attack =>
  attack(name, breaks, { phase: "preview", changes: { [resource]: { options } } });

const provider = (name: string, breaks: string, args: ProviderArgs, resource = "stream"): Attack =>
  attack(`provider-${name}`, breaks, {
    phase: "preview",
    changes: {
      [resource]: {
        options: (given) => ({
          ...given,
          provider: new Provider(`r3-option-provider-${name}-made`, { region: "ap-south-1", ...args }),
        }),
      },
    },
    at: ["made"],
  });

/** Someone's component, which changes whatever is made below it. */
class Changing extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("someone:index:Changing", name, {}, opts);
  }
}

export const options: readonly Attack[] = [
  ignoring("api-all-methods", "settings"),
  ignoring("api-access-log", "retentionInDays"),
  ignoring("alarms-server-errors", "alarmActions"),
  ignoring("alarms-ours", "alarmRule", "actionsEnabled"),
  ignoring("alarms-topic", "kmsMasterKeyId"),
  ignoring("alarms-key", "policy"),
  ignoring("alarms-topic-policy", "policy"),
  ignoring("key-link", "usagePlanId", "keyId"),
  ignoring("connector", "recoveryWindowInDays"),
  ignoring("api-throttled", "statusCode"),
  ignoring("api-post-400-mapping", 'responseTemplates["application/json"]'),
  attack("existing-policy-kept", "the role's policy for existing streams stays as it is", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, existing: true }],
        changes: { "access-existing-policy": { options: { ignoreChanges: ["policy"] } } },
      }),
  }),
  attack("ignores-by-component", "somebody's component above the key's resources ignores their changes", {
    phase: "preview",
    add: (b) => {
      const parent = new Changing(`${b.name}-above`, {
        transforms: [
          ({ type, props, opts }) =>
            type.startsWith("aws:kms") ? { props, opts: { ...opts, ignoreChanges: ["*"] } } : undefined,
        ],
      });
      return new kms.Key(
        `${b.name}-kms`,
        { region: b.region, enableKeyRotation: true, deletionWindowInDays: 30, tags: b.tags },
        { parent, protect: true },
      );
    },
  }),
  attack("weakened-by-component", "somebody's component above the key stops its rotation", {
    phase: "preview",
    add: (b) => {
      const parent = new Changing(`${b.name}-above`, {
        transforms: [
          ({ type, props, opts }) =>
            type.startsWith("aws:kms") ? { props: { ...props, enableKeyRotation: false }, opts } : undefined,
        ],
      });
      return new kms.Key(
        `${b.name}-kms`,
        { region: b.region, enableKeyRotation: true, deletionWindowInDays: 30, tags: b.tags },
        { parent, protect: true },
      );
    },
  }),
  option("key-stays", "a key that is rotated away stays and opens the API", "key", { retainOnDelete: true }),
  option("link-stays", "a key that is taken from the plan stays in it", "key-link", { retainOnDelete: true }),
  option("policy-stays", "what is taken from the role it may do for ever", "access-policy", { retainOnDelete: true }),
  option("link-deleted-first", "no connector has a key between two plans", "key-link", { deleteBeforeReplace: true }),
  option("plan-deleted-first", "no connector has a plan in between", "key-plan", { deleteBeforeReplace: true }),
  option("policy-deleted-first", "the role may write nothing in between", "access-policy", {
    deleteBeforeReplace: true,
  }),
  option("mapping-deleted-first", "the API has no answer for a refusal in between", "api-post-400-mapping", {
    deleteBeforeReplace: true,
  }),
  option("key-replaced-by-tag", "with a new tag the key gets another value", "key", {
    replaceOnChanges: ["tags", "tagsAll"],
  }),
  option("stream-goes-with-plan", "the stream is forgotten when the usage plan is deleted", "stream", {
    protect: false,
    retainOnDelete: true,
  }),
  option("alarm-key-unprotected", "Pulumi may delete the key of the alarms' topic", "alarms-key", { protect: false }),
  provider("plain-sts", "the provider asks for its role in plain http", {
    endpoints: [{ sts: "http://sts.ap-south-1.amazonaws.com" }],
  }),
  provider("plain-metadata", "the provider gets its credentials from somebody's address", {
    ec2MetadataServiceEndpoint: "http://10.1.2.3/",
    ec2MetadataServiceEndpointMode: "IPv4",
  }),
  provider("foreign-ca", "whoever has that certificate reads what is sent to AWS", { customCaBundle: "/tmp/ca.pem" }),
  provider("ignores-tags", "the provider leaves the tags that the stage asks for as they are", {
    ignoreTags: { keys: ["service", "stage"] },
  }),
  provider("any-region", "the provider takes a region that does not exist", {
    skipRegionValidation: true,
    region: "ap-south-9",
  }),
  attack("secret-copied-abroad", "the connector's file is copied to a region without a pipeline", {
    phase: "preview",
    changes: { connector: { props: (given) => ({ ...given, replicas: [{ region: "us-east-1" }] }) } },
  }),
  attack("secret-copy-key-abroad", "the copy in another region has a key of another account", {
    phase: "preview",
    changes: {
      connector: {
        props: (given) => ({
          ...given,
          replicas: [{ region: "eu-west-1", kmsKeyId: "arn:aws:kms:eu-west-1:999988887777:key/1" }],
        }),
      },
    },
  }),
  attack("secret-version-by-stage", "a version that is labelled current holds an old text", {
    own: true,
    add: (b) =>
      new secretsmanager.SecretVersion(`${b.name}-version`, {
        region: b.region,
        secretId: b.pipeline.connectorSecretArn,
        secretString: "moved",
        versionStages: ["AWSCURRENT"],
      }),
  }),
  attack("secret-binary", "the file is in the secret as bytes, and its URL is plain http", {
    phase: "update",
    changes: {
      "connector-version": {
        props: ({ secretString, ...given }) => ({
          ...given,
          secretBinary: pulumi
            .output(secretString as pulumi.Output<string>)
            .apply((text) => Buffer.from(text.replace("https://", "http://")).toString("base64")),
        }),
      },
    },
  }),
  attack("file-health-check-off", "the file's address answers, and the connector sends to the API's bare root", {
    phase: "update",
    changes: { "connector-version": fileWith((text) => text.replace(/(https:\/\/[^"]+)\/kinesis/, "$1/")) },
    at: [INTEGRATION, "api-post"],
  }),
  attack("replica-key-early", "a copy of a key is deleted after a week", {
    phase: "preview",
    add: (b) =>
      new kms.ReplicaKey(
        `${b.name}-replica`,
        {
          region: b.region,
          primaryKeyArn: KEY_ARN.replace("ap-south-1", "eu-west-1"),
          deletionWindowInDays: 7,
          tags: b.tags,
        },
        { protect: true },
      ),
  }),
];
