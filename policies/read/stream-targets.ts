import type { PolicyResource } from "@pulumi/policy";

import { ECS_TASK, logStreamsOf } from "./firelens";
import { listAt, property } from "./resource";
import { sourcesOf } from "./stack";
import { awsType } from "./types";

/** It names in one property what it reads and what it writes to, as a task's containers do. */
const ANALYTICS = "aws:kinesisanalyticsv2/application:Application";

/**
 * Resources by which a service of AWS writes to a stream, and the properties that name the stream: by its ARN or its name. A
 * property may be a list, a text of JSON, or both on the way.
 */
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  "aws:cloudwatch/eventTarget:EventTarget": ["arn"],
  "aws:chimesdkmediapipelines/mediaInsightsPipelineConfiguration:MediaInsightsPipelineConfiguration": [
    "elements.kinesisDataStreamSinkConfiguration.insightsTarget",
  ],
  "aws:cloudwatch/logAccountPolicy:LogAccountPolicy": ["policyDocument.DestinationArn"],
  "aws:cloudwatch/logDestination:LogDestination": ["targetArn"],
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": ["destinationArn"],
  "aws:cloudfront/realtimeLogConfig:RealtimeLogConfig": ["endpoint.kinesisStreamConfig.streamArn"],
  "aws:connect/instanceStorageConfig:InstanceStorageConfig": ["storageConfig.kinesisStreamConfig.streamArn"],
  "aws:dms/endpoint:Endpoint": ["kinesisSettings.streamArn"],
  "aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination": ["streamArn"],
  "aws:iot/topicRule:TopicRule": ["kineses.streamName", "errorAction.kinesis.streamName"],
  "aws:kinesis/analyticsApplication:AnalyticsApplication": ["outputs.kinesisStream.resourceArn"],
  [ANALYTICS]: ["applicationConfiguration.sqlApplicationConfiguration.outputs.kinesisStreamsOutput.resourceArn"],
  "aws:pinpoint/eventStream:EventStream": ["destinationStreamArn"],
  "aws:pipes/pipe:Pipe": ["target"],
  "aws:rekognition/streamProcessor:StreamProcessor": ["output.kinesisDataStream.arn"],
  [awsType.schedule]: ["target.arn"],
  [ECS_TASK]: ["containerDefinitions"],
};

/** The types of resources by which a service of AWS may write to a stream. */
export const targetTypes: readonly string[] = Object.keys(TARGETS);

/**
 * Where a resource names a stream that it writes to.
 * @param resource Any resource.
 * @returns Dotted paths; none of a resource that writes to no stream.
 */
export const targetPathsOf = (resource: PolicyResource): readonly string[] => TARGETS[resource.type] ?? [];

/**
 * What a target is made from, where the engine's edges tell it apart.
 * @param resource A resource of {@link targetTypes}.
 * @param path One of its paths.
 * @returns Resources of any type.
 */
export const targetSourcesOf = (resource: PolicyResource, path: string): readonly PolicyResource[] =>
  resource.type === ANALYTICS || resource.type === ECS_TASK ? [] : sourcesOf(resource, topOf(path));

const topOf = (path: string): string => path.split(".")[0] ?? "";

/**
 * What a target names, by its ARN or its name: all that stands at a path, through lists and texts of JSON.
 * @param resource A resource of {@link targetTypes}.
 * @param path One of its paths.
 * @returns Names, ARNs, or anything else that stands there.
 * @throws What `valueAt` throws while the target is not known.
 */
export function targetsAt(resource: PolicyResource, path: string): readonly unknown[] {
  if (resource.type === ECS_TASK) return logStreamsOf(resource);
  const [, ...steps] = path.split(".");
  return steps.reduce<readonly unknown[]>(
    (holders, step) => holders.flatMap((holder) => property(parsed(holder), step) ?? []),
    listAt(resource, topOf(path)),
  );
}

/** The value of a text of JSON; any other value as it is. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith("{")) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
