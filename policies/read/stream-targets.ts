import type { PolicyResource } from "@pulumi/policy";

import { ECS_TASK, logStreamsOf } from "./firelens";
import { connectorPaths, isSource, streamsOfConnector } from "./kafka-connector";
import { listAt, property } from "./resource";
import { sourcesOf } from "./stack";
import { holdsUnknown, textsIn } from "./texts";
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
  ...connectorPaths,
};

/**
 * Services that do not write to a stream by their own resources, but for those of {@link TARGETS}. A resource of any other
 * service that holds a stream's ARN writes there, as far as anybody knows.
 */
const NO_WRITERS = new Set(
  [
    // They say who may do something, or keep something.
    ["accessanalyzer", "appautoscaling", "backup", "fis", "iam", "kms", "lakeformation", "ram", "verifiedpermissions"],
    // They watch, or list.
    ["applicationinsights", "auditmanager", "cfg", "cloudtrail", "cloudwatch", "resiliencehub", "securityhub"],
    ["resourceexplorer", "resourcegroups", "schemas", "servicequotas"],
    // They keep a text for others.
    ["appconfig", "cloudfront", "dynamodb", "route53", "s3", "secretsmanager", "servicediscovery", "ssm"],
    // What they make or write, other rules judge or nobody can read.
    ["apigateway", "apigatewayv2", "cloudcontrol", "cloudformation", "servicecatalog", "sfn"],
    // They read.
    ["athena", "kinesis", "opensearchingest", "redshift", "redshiftserverless", "timestreamquery", "timestreamwrite"],
    // They run code. What it writes, its role says.
    ["amplify", "apprunner", "appsync", "batch", "codebuild", "codepipeline", "ec2", "ecs", "eks", "elasticbeanstalk"],
    ["emr", "emrcontainers", "emrserverless", "glue", "imagebuilder", "kinesisanalyticsv2", "lambda", "lightsail"],
    ["mwaa", "sagemaker", "synthetics"],
  ].flat(),
);

/**
 * Whether a resource may write to a stream by a property that nobody has listed here.
 * @param resource Any resource.
 * @returns Whether it is of a service of AWS that is not known for doing anything else with a stream.
 */
export function mayBeUnlistedWriter({ type: own }: PolicyResource): boolean {
  const [, service] = /^aws:(\w+)\//.exec(own) ?? [];
  return service !== undefined && TARGETS[own] === undefined && !NO_WRITERS.has(service);
}

/** Properties of any resource in which a stream's ARN or name is a word for people. */
const WORDS: readonly string[] = ["description", "id", "name", "tags", "tagsAll"];

/** What a resource reads from is called so; a resource is no source. */
const READS = /(?:^|\.)(?:source|input)|Source|Input/;

/**
 * The properties of a resource that hold a stream, whatever they are called.
 * @param resource A resource that {@link mayBeUnlistedWriter}.
 * @param isStream Whether a text is the ARN of the stream.
 * @param isMadeOfStream Whether another resource is the stream.
 * @returns The names of properties, each with the ARNs that are known; none of what the resource reads from.
 */
export function unlistedTargetsOf(
  resource: PolicyResource,
  isStream: (text: string) => boolean,
  isMadeOfStream: (source: PolicyResource) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const written = textsIn(resource).filter(({ path, text }) => isStream(text) && !READS.test(path));
  // Before the ARN is known, nobody sees where in the property it will stand.
  const made = Object.keys(resource.propertyDependencies).filter(
    (name) => !READS.test(name) && holdsUnknown(resource, name) && sourcesOf(resource, name).some(isMadeOfStream),
  );
  const names = [...written.map(({ path }) => topOf(path)), ...made].filter((name) => !WORDS.includes(name));
  return new Map(
    names.map((name) => [name, written.filter(({ path }) => topOf(path) === name).map(({ text }) => text)]),
  );
}

/**
 * Where a resource names a stream that it writes to.
 * @param resource Any resource.
 * @returns Dotted paths; none of a resource that writes to no stream.
 */
export const targetPathsOf = (resource: PolicyResource): readonly string[] => TARGETS[resource.type] ?? [];

/**
 * What a target is made from, where the engine's edges tell it apart.
 * @param resource A resource of a type that {@link targetPathsOf} knows.
 * @param path One of its paths.
 * @returns Resources of any type.
 */
export const targetSourcesOf = (resource: PolicyResource, path: string): readonly PolicyResource[] =>
  resource.type === ANALYTICS || resource.type === ECS_TASK || isSource(resource)
    ? []
    : sourcesOf(resource, topOf(path));

const topOf = (path: string): string => path.split(".")[0] ?? "";

/**
 * What a target names, by its ARN or its name: all that stands at a path, through lists and texts of JSON.
 * @param resource A resource of a type that {@link targetPathsOf} knows.
 * @param path One of its paths.
 * @returns Names, ARNs, or anything else that stands there.
 * @throws What `valueAt` throws while the target is not known.
 */
export function targetsAt(resource: PolicyResource, path: string): readonly unknown[] {
  if (resource.type === ECS_TASK) return logStreamsOf(resource);
  if (connectorPaths[resource.type]) return streamsOfConnector(resource);
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
