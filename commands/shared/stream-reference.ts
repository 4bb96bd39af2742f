import { accountIn } from "./arn";
import type { PipelineOutputs } from "./pipeline-outputs";

/** What says how the streams of a pipeline are read. */
export type ReadablePipeline = Pick<PipelineOutputs, "streams" | "existingStreams" | "connectorSecretArn">;

/**
 * How a request names a stream, to read it: by its name, or by its ARN if it is in another account.
 * @param name the stream's name
 * @param outputs what the program publishes of the pipeline
 * @returns the name or the ARN
 */
export function readableStreamOf(
  name: string,
  { streams, existingStreams = [], connectorSecretArn }: ReadablePipeline,
): string {
  const arn = streams[name];
  const isForeign = existingStreams.includes(name) && accountIn(arn) !== accountIn(connectorSecretArn);
  return arn !== undefined && isForeign ? arn : name;
}

/**
 * The members of a request to Kinesis that name a stream.
 * @param stream a name or an ARN
 * @returns one of both members
 */
export const streamIn = (stream: string): { readonly StreamName: string } | { readonly StreamARN: string } =>
  stream.startsWith("arn:") ? { StreamARN: stream } : { StreamName: stream };

/**
 * The member of a request that takes no name of a stream.
 * @param stream a name or an ARN
 * @returns nothing for a name
 */
export const streamArnIn = (stream: string): { readonly StreamARN?: string } =>
  stream.startsWith("arn:") ? { StreamARN: stream } : {};

/**
 * Whether an error says that the owner of a stream keeps it from this account, which need not be able to read.
 * @param stream a name, or the ARN of a stream of another account
 * @param error what a call threw
 * @returns false for a stream of the stage's own account
 */
export const isHidden = (stream: string, error: unknown): boolean =>
  stream.startsWith("arn:") && error instanceof Error && error.name === "AccessDeniedException";
