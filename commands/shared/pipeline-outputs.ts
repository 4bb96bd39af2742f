/** The stack's output `pipelines`: the outputs of each pipeline, by region. */
export type Pipelines = Readonly<Record<string, PipelineOutputs>>;

export interface PipelineOutputs {
  readonly endpoint: string;
  /** ARN of each stream, by its name. */
  readonly streams: Readonly<Record<string, string>>;
  /** Names of those streams that were there before the stage. @defaultValue none */
  readonly existingStreams?: readonly string[];
  readonly roleArn: string;
  readonly connectorSecretArn: string;
  /** @defaultValue none: the access log is off, or the stage is from before there was one */
  readonly accessLogGroup?: string;
}
