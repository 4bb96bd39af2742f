import { type Configuration, type Routed, routeOf } from "@aerospike-kinesis/esp-simulator";

import { STREAM_NAME } from "../../config/names";
import { UserError } from "./errors";
import type { PipelineOutputs } from "./pipeline-outputs";
import { type ReadablePipeline, readableStreamOf } from "./stream-reference";

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
