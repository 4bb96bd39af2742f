import { type Configuration, type Routed, routeOf } from "@aerospike-kinesis/esp-simulator";

import { STREAM_NAME } from "../../config/names";
import { UserError } from "./errors";
import type { PipelineOutputs } from "./runs";

/**
 * Whether Kinesis takes a text as the name of a stream.
 * @param text as it was typed
 * @returns false for an ARN, too
 */
export const isStreamName = (text: string | undefined): text is string =>
  text !== undefined && STREAM_NAME.pattern.test(text);

/**
 * The stream into which the API writes what the connector posts.
 * @param headers those that the connector's file adds to every request
 * @param outputs what the program publishes of the pipeline
 * @returns the stream's name: the one in the header `streamname`, or else that of the only stream
 * @throws UserError if there are several streams and none is named: the API refuses such a request
 */
export function streamNameOf(
  { streamname }: Readonly<Record<string, string>>,
  { streams }: Pick<PipelineOutputs, "streams">,
): string {
  const [only, ...others] = Object.keys(streams);
  if (streamname !== undefined) return streamname;
  if (only !== undefined && others.length === 0) return only;
  throw new UserError(
    `The connector's file names no stream, and the pipeline has ${Object.keys(streams).length}. ` +
      "Run pulumi up to write the file again.",
  );
}

/** The stream of a record. */
export type StreamOf = (record: Routed) => string;

/**
 * The streams into which the API writes what the connector posts.
 * @param configuration what the connector's file says
 * @param outputs what the program publishes of the pipeline
 * @returns tells the stream of a record by its namespace and set: its name, or its ARN in another account
 * @throws UserError if there are several streams and a destination names none, when that is asked for
 */
export function streamsOf(configuration: Configuration, outputs: ReadablePipeline): StreamOf {
  const headers = new Map(configuration.destinations.map(({ name, additionalHeaders }) => [name, additionalHeaders]));
  return (record) => {
    const [destination = ""] = routeOf(configuration.routing, record);
    return readableStreamOf(streamNameOf(headers.get(destination) ?? {}, outputs), outputs);
  };
}

/** What says how the streams of a pipeline are read. */
type ReadablePipeline = Pick<PipelineOutputs, "streams" | "existingStreams" | "connectorSecretArn">;

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
 * The account that an ARN names.
 * @param arn can be absent
 * @returns its id; undefined for what is no ARN, such as the output of a pipeline that is not complete
 */
export const accountIn = (arn = ""): string | undefined => arn.split(":")[4];

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
