import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";

import { INTEGRATION, mapping } from "../build/changes";
import { r3Option } from "../build/kinds";
import { pipelineWith } from "../build/pipelines";
import { KEPT, undoAttack, withOptions } from "../build/undo";
import type { Attack } from "../harness/attack";

const keeping = (resource: string, ...ignoreChanges: string[]): Attack =>
  r3Option(`${resource.replace(/^api-/, "")}-kept`, "what AWS has stays as it is, whatever the program says", {
    phase: "preview",
    changes: { [resource]: { options: { ignoreChanges } } },
  });

/** Someone's component, which changes whatever is made below it. */
class Changing extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("someone:index:Changing", name, {}, opts);
  }
}

/** A property whose change is ignored keeps on AWS whatever it was. */
const ignoring = (name: string, resource: string, ...properties: string[]): Attack =>
  undoAttack(`ignores-${name}`, KEPT, withOptions(resource, { ignoreChanges: properties }), {
    expect: "no ignoreChanges on a judged property",
  });

/** Properties whose changes are ignored. */
export const ignoredChanges: readonly Attack[] = [
  keeping("api-all-methods", "settings"),
  keeping("api-access-log", "retentionInDays"),
  keeping("alarms-server-errors", "alarmActions"),
  keeping("alarms-ours", "alarmRule", "actionsEnabled"),
  keeping("alarms-topic", "kmsMasterKeyId"),
  keeping("alarms-key", "policy"),
  keeping("alarms-topic-policy", "policy"),
  keeping("key-link", "usagePlanId", "keyId"),
  keeping("connector", "recoveryWindowInDays"),
  keeping("api-throttled", "statusCode"),
  keeping("api-post-400-mapping", 'responseTemplates["application/json"]'),
  r3Option("existing-policy-kept", "the role's policy for existing streams stays as it is", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, existing: true }],
        changes: { "access-existing-policy": { options: { ignoreChanges: ["policy"] } } },
      }),
  }),
  r3Option("ignores-by-component", "somebody's component above the key's resources ignores their changes", {
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
  r3Option("weakened-by-component", "somebody's component above the key stops its rotation", {
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
  ignoring("all-triggers", "api-deployment", "triggers"),
  ignoring("one-trigger", "api-deployment", "triggers.model"),
  ignoring("triggers-in-brackets", "api-deployment", 'triggers["model"]'),
  ignoring("everything", "api-deployment", "*"),
  ignoring("request-templates", INTEGRATION, "requestTemplates"),
  ignoring("request-template-of-json", INTEGRATION, 'requestTemplates["application/json"]'),
  ignoring("uri", INTEGRATION, "uri"),
  ignoring("credentials", INTEGRATION, "credentials"),
  ignoring("passthrough", INTEGRATION, "passthroughBehavior"),
  ignoring("parameters", INTEGRATION, "requestParameters"),
  ignoring("integration-timeout", INTEGRATION, "timeoutMilliseconds"),
  ignoring("response-templates", mapping(400), "responseTemplates"),
  ignoring("selection-pattern", mapping(200), "selectionPattern"),
  ignoring("mapping-status", mapping(503), "statusCode"),
  ignoring("gateway-status", "api-default-5xx", "responseTemplates", "statusCode"),
  ignoring("api-key-required", "api-post", "apiKeyRequired"),
  ignoring("authorization", "api-post", "authorization"),
  ignoring("security-policy", "api", "securityPolicy", "endpointAccessMode"),
  ignoring("binary-types", "api", "binaryMediaTypes"),
  ignoring("stage-deployment", "api-stage", "deployment"),
  ignoring("role-policy", "access-policy", "policy"),
  ignoring("trust", "access-role", "assumeRolePolicy"),
  ignoring("encryption", "stream", "encryptionType", "kmsKeyId"),
  ignoring("retention", "stream", "retentionPeriod"),
  ignoring("mode", "stream", "streamModeDetails"),
  ignoring("plan-throttle", "key-plan", "throttleSettings"),
  ignoring("plan-stages", "key-plan", "apiStages"),
  ignoring("connector-file", "connector-version", "secretString"),
];
