import * as apigateway from "@pulumi/aws/apigateway";
import * as iam from "@pulumi/aws/iam";

import { trustOf } from "../build/documents";
import { fine, type Parts } from "../build/mine";
import type { Control } from "../harness/attack";

const odd = (name: string, says: string, changes: NonNullable<Parts["changes"]>) =>
  fine(`crash-fine-${name}`, says, { changes });

/** Odd values that mean what the usual ones mean, or nothing. */
export const crash: readonly Control[] = [
  odd("null", "values that are null are not set", {
    "api-stage": { props: { variables: null, description: null, cacheClusterSize: null } },
    "key-plan": { props: { quotaSettings: null } },
  }),
  odd("empty", "values that are empty are not set", {
    "api-stage": { props: { variables: {}, description: "", clientCertificateId: "" } },
    api: { props: { body: "", policy: "" } },
  }),
  odd("numbers", "numbers are written as texts", {
    "api-post-integration": { props: { timeoutMilliseconds: "6000" } },
  }),
  odd("flags", "flags are written as texts", { "api-post": { props: { apiKeyRequired: "true" } } }),
  odd("unicode", "a description has characters of every kind", {
    api: { props: { description: "\u202e\u0301\u{1f600}\u2028 ${context} %s {{x}} <script> \u00e9" } },
  }),
  fine("crash-fine-long-output", "an output is two megabytes of letters", {
    outputs: { text: () => "QUJD".repeat(500_000) },
  }),
  fine("crash-fine-deep-output", "an output is three hundred objects within each other", {
    outputs: { deep: () => JSON.parse(`${'{"a":'.repeat(300)}1${"}".repeat(300)}`) as unknown },
  }),
  fine("crash-fine-bomb-output", "an output is YAML that would be a billion times as long once it is read", {
    outputs: {
      text: () =>
        `destinations: &a0 [x]\n${Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array.from({ length: 9 }, () => `*a${at}`).join(", ")}]`).join("\n")}\n`,
    },
  }),
  fine("crash-fine-many-conditions", "a role of a service of a hundred conditions", {
    add: (b) =>
      new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: trustOf(
          { Service: "lambda.amazonaws.com" },
          { StringEquals: Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`aws:RequestTag/t${at}`, "x"])) },
        ),
        tags: b.tags,
      }),
  }),
  fine("crash-fine-unknowns", "a plan has a stage that does not exist yet", {
    phase: "preview",
    add: (b) => {
      const api = new apigateway.RestApi(
        `${b.name}-api`,
        {
          region: b.region,
          name: b.pipeline.apiId,
          endpointConfiguration: { types: "REGIONAL" },
          securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
          endpointAccessMode: b.pipeline.apiId.apply(() => "STRICT"),
          policy: b.pipeline.apiId,
          binaryMediaTypes: b.pipeline.apiId.apply(() => ["a/b"]),
          tags: b.tags,
        },
        { protect: true },
      );
      new apigateway.Method(`${b.name}-method`, {
        region: b.region,
        restApi: api.id,
        resourceId: api.rootResourceId,
        httpMethod: b.pipeline.apiId,
        authorization: b.pipeline.apiId,
        apiKeyRequired: b.pipeline.apiId.apply(() => true),
      });
    },
  }),
];
