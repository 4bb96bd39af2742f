import { AwsError } from "../errors";
import type { KinesisInput } from "./request";

/**
 * The name of the stream that a request is about.
 * @param input the members `StreamName` and `StreamARN` count
 * @returns the name
 * @throws AwsError if the request names none, or two different ones
 */
export function streamNameIn(input: KinesisInput): string {
  const fromArn = typeof input.StreamARN === "string" ? input.StreamARN.replace(/^.*:stream\//, "") : undefined;
  const name = typeof input.StreamName === "string" ? input.StreamName : fromArn;
  if (name === undefined) {
    throw new AwsError("ValidationException", "Either StreamName or StreamARN must be provided.");
  }
  if (fromArn !== undefined && fromArn !== name) {
    throw new AwsError(
      "InvalidArgumentException",
      `StreamName ${name} and StreamARN ${fromArn} name different streams.`,
    );
  }
  return name;
}
