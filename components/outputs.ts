import type * as pulumi from "@pulumi/pulumi";

/** What a person or another resource needs next of a region's pipeline; nothing secret. */
export interface RegionalPipeline {
  /** The URL that connectors post to. */
  endpoint: string;
  /** ARN of each stream, by its name. */
  streams: Record<string, string>;
  /** Names of the streams that existed before; absent if all of them are created here. */
  existingStreams?: string[];
  /** The REST API's id. */
  apiId: string;
  /** The API's stage. */
  stageName: string;
  /** The id of the connectors' API key. */
  apiKeyId: string;
  /** The id of the key's usage plan. */
  usagePlanId: string;
  /** The role with which the API writes to the streams. */
  roleArn: string;
  /** The secret that holds the connector's file. */
  connectorSecretArn: string;
  /** The log group of the access log; absent without one. */
  accessLogGroup?: string;
  /** What the alarms notify; absent without alarms. */
  alarmTopicArn?: string;
}

/** Outputs that follow from the settings alone, so that a preview knows them. */
type Known = "existingStreams" | "accessLogGroup";

/** A value that AWS assigns. Of a map it assigns the values. */
type Assigned<Value> =
  Value extends Record<string, string> ? Readonly<Record<string, pulumi.Output<string>>> : pulumi.Output<string>;

/** The members of {@link RegionalPipeline} as a pipeline publishes them. */
export type PipelineSummary = {
  readonly [Key in keyof RegionalPipeline]: Key extends Known ? RegionalPipeline[Key] : Assigned<RegionalPipeline[Key]>;
};
