import * as pulumi from "@pulumi/pulumi";

import type { Pipeline } from "../../../../components/pipeline";
import { INTEGRATION } from "../build/changes";
import { fileWith } from "../build/connector-file";
import { attackOf } from "../build/kinds";
import type { Mine } from "../build/mine";
import { pipelineWith } from "../build/pipelines";
import type { Attack } from "../harness/attack";

const r4Regions = attackOf("r4", "regions", "each region's file has this region's address and key");

/** A pipeline whose file has something of a pipeline in another region. */
const withOther =
  (of: (other: Pipeline) => pulumi.Output<string>, change: (text: string, value: string) => string) =>
  (b: Mine): Pipeline => {
    const name = `${b.name}-far`;
    const other = pipelineWith({ name, region: "eu-west-1" }, { streams: [{ name }] });
    return pipelineWith(b, {
      streams: [{ name: b.name }],
      changes: {
        "connector-version": {
          props: (given) => ({
            ...given,
            secretString: pulumi
              .all([pulumi.output(given.secretString as pulumi.Output<string>), of(other)])
              .apply(([text, value]) => change(text, value)),
          }),
        },
      },
    });
  };

/** The file of several regions mixes them up. */
export const regionsOfFile: readonly Attack[] = [
  r4Regions("one-key-for-two", "the file names two regions and the key of one, and half of the records are refused", {
    at: [INTEGRATION],
    add: withOther(
      (other) => other.summary.endpoint,
      (text, url) => text.replace(/\n( +)- "https:/, `\n$1- "${url}"\n$1- "https:`),
    ),
  }),
  r4Regions("key-of-other", "the file has the address of this region and the key of another one", {
    at: [INTEGRATION],
    add: withOther(
      (other) => other.keyValue,
      (text, key) => text.replace(/x-api-key: "[^"]+"/, `x-api-key: "${key}"`),
    ),
  }),
  r4Regions("every-one-missing", "one of two regions gets no record, though the file has a destination for it", {
    at: [INTEGRATION],
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name }],
        changes: {
          "connector-version": fileWith((text) => {
            const destination = /\n( +)aws-kinesis:\n(?:\1 +[^\n]*\n)+/.exec(text)![0];
            return text.replace(destination, () =>
              `${destination}${destination.slice(1).replace("aws-kinesis:", "aws-kinesis-eu:")}`.replace(
                /streamname: "[^"]+"([^]*?)$/,
                'streamname: "orders-eu"$1',
              ),
            );
          }),
        },
      }),
  }),
];
