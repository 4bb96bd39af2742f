import * as kinesis from "@pulumi/aws/kinesis";

import { allow, foreignArn, KEY_ARN, OTHER_ACCOUNT, policyOf } from "../build/documents";
import { fine } from "../build/mine";
import { pipelineWith } from "../build/pipelines";
import type { Control } from "../harness/attack";

/** Streams that are there already. */
export const existingStreams: readonly Control[] = [
  fine("r4-fine-foreign-readers", "the other account's stream has a policy that lets in the writer and a reader", {
    phase: "preview",
    add: (b) => {
      pipelineWith(b, { streams: [{ name: b.name, existing: [foreignArn(b.name)] }] });
      return new kinesis.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: foreignArn(b.name),
        policy: policyOf(
          allow(["kinesis:GetRecords", "kinesis:GetShardIterator"], foreignArn(b.name), {
            Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:role/reader` },
          }),
        ),
      });
    },
  }),
  fine("r3-fine-existing", "the stream is there already, in the stage's own account", {
    add: (b) => pipelineWith(b, { streams: [{ name: b.name, existing: true }] }),
  }),
  fine("r3-fine-preview-of-existing", "the stream is there already, and a preview judges it", {
    phase: "preview",
    add: (b) => pipelineWith(b, { streams: [{ name: b.name, existing: true }] }),
  }),
  fine("r3-fine-foreign", "the stream is another account's", {
    add: (b) => pipelineWith(b, { streams: [{ name: b.name, existing: [foreignArn(b.name)] }] }),
  }),
  fine("r3-fine-preview-of-foreign", "the stream is another account's, and a preview judges it", {
    phase: "preview",
    add: (b) => pipelineWith(b, { streams: [{ name: b.name, existing: [foreignArn(b.name)] }] }),
  }),
  fine("r3-fine-all-kinds", "one stream is made, one is there, one is another account's; two have keys", {
    add: (b) =>
      pipelineWith(b, {
        streams: [
          { name: `${b.name}-a`, kmsKeyArns: [KEY_ARN], default: true },
          { name: `${b.name}-b`, existing: true, namespaces: ["shop"] },
          {
            name: `${b.name}-c`,
            existing: [foreignArn(`${b.name}-c`)],
            kmsKeyArns: [KEY_ARN.replace("/1111", "/2222")],
            namespaces: ["users"],
          },
        ],
      }),
  }),
];
