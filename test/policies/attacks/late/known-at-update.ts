import * as pulumi from "@pulumi/pulumi";

import { changing, INTEGRATION, mapping, props, set } from "../build/changes";
import { trustOf } from "../build/documents";
import { attackOf, r4Key, r4Template, r4Variant } from "../build/kinds";
import type { Attack } from "../harness/attack";

const r4Late = attackOf("r4", "late", "what is known at the update alone is judged then");

/** A value that comes from a computation of the program, not from its text. */
const known = (value: unknown): pulumi.Output<unknown> => pulumi.output("").apply(() => value);

/** A value that the preview does not know is wrong. */
export const knownAtUpdate: readonly Attack[] = [
  r4Key("late-region", "the stream's region is known at the update: another one", {
    phase: "update",
    changes: { stream: set({ region: pulumi.output("").apply(() => "us-east-1") }) },
  }),
  r4Late("pattern", "the pattern of a success is known at the update: every answer", {
    phase: "update",
    ...changing(mapping(200), (given) => ({
      ...given,
      selectionPattern: known(".*"),
    })),
  }),
  r4Late("log-format", "the line of the access log is known at the update: it has the key", {
    phase: "update",
    ...changing("api-stage", (given) => ({
      ...given,
      accessLogSettings: {
        ...(given.accessLogSettings as object),
        format: known('{"requestId":"$context.requestId","key":"$context.identity.apiKey"}'),
      },
    })),
  }),
  r4Late("trust", "who may be the role is known at the update: everybody", {
    phase: "update",
    ...changing("access-role", (given) => ({
      ...given,
      assumeRolePolicy: known("*").apply((who) => trustOf({ AWS: who })),
    })),
  }),
  r4Late("types", "the binary types are known at the update: all", {
    phase: "update",
    ...changing("api", (given) => ({
      ...given,
      binaryMediaTypes: known(["*/*"]),
    })),
    at: [INTEGRATION],
  }),
  r4Late("quota", "the quota of the plan is known at the update", {
    phase: "update",
    ...changing("key-plan", (given) => ({
      ...given,
      quotaSettings: known({ limit: 1000, period: "DAY" }),
    })),
  }),
  r4Late("stages", "the stages of the plan are known at the update: none", {
    phase: "update",
    ...changing("key-plan", (given) => ({
      ...given,
      apiStages: known([]),
    })),
    at: ["api-stage", "key"],
  }),
  r4Template("late-timeout", "how long API Gateway waits is known at the update: longer than the connector", {
    phase: "update",
    changes: {
      [INTEGRATION]: props((given) => ({
        ...given,
        timeoutMilliseconds: pulumi.output(given.credentials as string).apply(() => 29_000),
      })),
    },
  }),
  r4Template("late-capacity", "the capacity is known at the update: provisioned", {
    phase: "update",
    changes: {
      stream: props((given) => ({
        ...given,
        streamModeDetails: { streamMode: pulumi.output("PROVISIONED") },
        shardCount: pulumi.output(1),
      })),
    },
  }),
  r4Variant("late-redirect", "that an error is a redirect is known at the update", {
    phase: "update",
    changes: {
      "api-throttled": set({
        statusCode: pulumi.output("").apply(() => "308"),
        responseParameters: { "gatewayresponse.header.Location": "'https://collector.example.com/'" },
      }),
    },
  }),
];
