import * as pulumi from "@pulumi/pulumi";

import { INTEGRATION, mapping, props, set } from "../build/changes";
import { streamArn } from "../build/documents";
import { attackOf } from "../build/kinds";
import type { Mine } from "../build/mine";
import { pipelineWith } from "../build/pipelines";
import type { Attack } from "../harness/attack";

const r3Unknown = attackOf("r3", "unknown", "one value that the preview does not know silences nothing else");

/** A value that only an update knows. */
const late = <Value>(b: Mine, value: Value): pulumi.Output<Value> => streamArn(b).apply(() => value);

/** Changes of a pipeline more, some of whose values only an update knows. */
const changed =
  (changes: (b: Mine) => NonNullable<Parameters<typeof pipelineWith>[1]["changes"]>) =>
  (b: Mine): unknown =>
    pipelineWith(b, { streams: [{ name: b.name }], changes: changes(b) });

type Given = Readonly<Record<string, unknown>>;

/** At a preview: something else of the resource is unknown. */
const beside = (name: string, breaks: string, changes: Parameters<typeof changed>[0], note = false): Attack => ({
  ...r3Unknown(`beside-${name}`, breaks, { phase: "preview", add: changed(changes) }),
  note,
});

/** At an update: the value itself was unknown. */
const finally_ = (name: string, breaks: string, changes: Parameters<typeof changed>[0]): Attack =>
  r3Unknown(`late-${name}`, breaks, { phase: "update", add: changed(changes) });

/** One unknown value hides another, or is wrong when it is known. */
export const unknownValues: readonly Attack[] = [
  beside("plan-burst", "the rate is not known yet, and the burst is 0", (b) => ({
    "key-plan": set({ throttleSettings: { rateLimit: late(b, 100), burstLimit: 0 } }),
  })),
  beside(
    "plan-quota",
    "the stages of the plan are not known, and it has a quota",
    (b) => ({
      "key-plan": props((given) => ({
        ...given,
        apiStages: late(b, []).apply(() => []),
        quotaSettings: { limit: 100, period: "DAY" },
      })),
    }),
    true,
  ),
  beside("template", "the template of one type is not known, and that of another is a constant", (b) => ({
    [INTEGRATION]: props((given) => ({
      ...given,
      requestTemplates: {
        ...(given.requestTemplates as object),
        "application/avro": late(b, "{}"),
        "application/json": '{"StreamName": "orders", "PartitionKey": "1", "Data": "eA=="}',
      },
    })),
  })),
  beside("answer", "the statuses of one answer are not known, and another is always a success", (b) => ({
    [mapping(400)]: props((given: Given) => ({ ...given, statusCode: late(b, "400") })),
    [mapping(200)]: set({ responseTemplates: { "application/json": '{"ok": true}' } }),
  })),
  beside("settings", "the log level is not known, and bodies are logged", (b) => ({
    "api-all-methods": props((given) => ({
      ...given,
      settings: { loggingLevel: late(b, "ERROR"), dataTraceEnabled: true },
    })),
  })),
  beside("stream", "the stream's key is not known, and its retention is a day", (b) => ({
    [`stream-${b.name}`]: set({ kmsKeyId: late(b, "alias/aws/kinesis"), retentionPeriod: 24 }),
  })),
  beside(
    "trust",
    "a part of the trust is not known, and another lets everybody in",
    (b) => ({
      "access-role": set({
        assumeRolePolicy: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" },
            { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" },
            { Effect: "Deny", Principal: { AWS: late(b, "arn:aws:iam::123456789012:root") }, Action: "sts:AssumeRole" },
          ],
        },
      }),
    }),
    true,
  ),
  finally_("key-required", "whether the key is required is known at the update: no", (b) => ({
    "api-post": set({ apiKeyRequired: late(b, false) }),
  })),
  finally_("gateway-status", "the status of an error is known at the update: 200", (b) => ({
    "api-default-5xx": set({ statusCode: late(b, "200") }),
  })),
  finally_("alarm-actions", "whom the alarm notifies is known at the update: nobody", (b) => ({
    "alarms-ours": set({ alarmActions: late(b, [] as string[]) }),
  })),
  finally_("alarm-topic", "whom the alarm notifies is known at the update: an empty address", (b) => ({
    "alarms-ours": set({ alarmActions: [late(b, "")] }),
  })),
  finally_("template", "the template is known at the update, and takes the stream from the caller", (b) => ({
    [INTEGRATION]: props((given) => ({
      ...given,
      requestTemplates: late(b, given.requestTemplates as Readonly<Record<string, string>>).apply((templates) =>
        Object.fromEntries(
          Object.entries(templates).map(([type, text]) => [
            type,
            text.replace('"StreamName": "$stream"', `"StreamName": "$input.params('streamname')"`),
          ]),
        ),
      ),
    })),
  })),
  finally_("tracing", "whether requests are traced is known at the update: no", (b) => ({
    "api-stage": set({ xrayTracingEnabled: late(b, false) }),
  })),
  finally_("encryption", "how the stream is encrypted is known at the update: not at all", (b) => ({
    [`stream-${b.name}`]: set({ encryptionType: late(b, "NONE"), kmsKeyId: undefined }),
  })),
];
