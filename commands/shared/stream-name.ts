import { UserError } from "./errors";
import type { PipelineOutputs } from "./runs";

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
