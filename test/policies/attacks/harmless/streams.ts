import * as apigateway from "@pulumi/aws/apigateway";

import type { Pipeline } from "../../../../components/pipeline";
import { LOGGED, OBSERVED } from "../build/api-parts";
import { INTEGRATION, on, set, streamName } from "../build/changes";
import { control, fine, type Mine } from "../build/mine";
import { chosenBy, FAR, pipelineWith, twoStreams } from "../build/pipelines";
import type { Control } from "../harness/attack";

const STAGE = { "api-stage": set(OBSERVED) };

/** Adds the settings that stage prod advises to a pipeline. */
const observe = ({ name }: Mine, { region, summary }: Pipeline): apigateway.MethodSettings =>
  new apigateway.MethodSettings(`${name}-settings`, {
    region,
    restApi: summary.apiId,
    stageName: summary.stageName,
    ...LOGGED,
  });

/** The stream, and more than one of them. */
export const streams: readonly Control[] = [
  fine("r5-fine-shards-measured", "the stream measures its shards", {
    changes: { stream: set({ shardLevelMetrics: ["IncomingBytes", "IteratorAgeMilliseconds"] }) },
  }),
  fine("r4-fine-chosen-by-map", "a map leads each name to its stream", {
    phase: "preview",
    add: (b) =>
      chosenBy(
        b,
        (one, two) =>
          `#set($names = {'${one}': '${one}', '${two}': '${two}'})#if($names.containsKey($requested))#set($stream = $names.get($requested))#end`,
      ),
  }),
  fine("r4-fine-chosen-in-turn", "one condition after the other leads each name to its stream", {
    phase: "preview",
    add: (b) =>
      chosenBy(
        b,
        (one, two) =>
          `#if($requested.equals('${one}'))#set($stream = '${one}')#elseif($requested.equals('${two}'))#set($stream = '${two}')#end`,
      ),
  }),
  fine("r4-fine-chosen-first-others", "the second condition stands before the first, and has a constant on its left", {
    phase: "preview",
    add: (b) =>
      chosenBy(
        b,
        (one, two) =>
          `#if('${two}' == $requested)#set($stream = '${two}')#end\n#if("${one}" == $requested)#set($stream = "${one}")#end`,
      ),
  }),
  control(
    "fine-more-tags",
    "A stream has one tag more.",
    on("stream", (props) => ({
      ...props,
      tags: { ...(props.tags as object), team: "data" },
    })),
  ),
  control("fine-longer-retention", "Records are kept for two weeks.", on("stream", { retentionPeriod: 336 })),
  control(
    "fine-customer-key",
    "A key of the customer encrypts the stream.",
    on("stream", { kmsKeyId: "alias/orders" }),
  ),
  // The same request in other words.
  control("fine-literal-stream", "The stream is written where it is used.", ({ change }) => {
    change(INTEGRATION, streamName("fine-literal-stream"));
  }),
  fine("r2-fine-two-streams", "one pipeline has two streams", { add: (b) => observe(b, twoStreams(b, STAGE)) }),
  fine("r2-fine-far-pipeline", "another region gets a pipeline, too", {
    add: (b) =>
      observe(b, pipelineWith({ name: b.name, region: FAR }, { streams: [{ name: b.stream }], changes: STAGE })),
  }),
];
