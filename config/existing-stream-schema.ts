import type { ExistingStream } from "../components/existing-stream";
import { setting } from "./forms";

/** @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html#API_PutRecord_RequestSyntax */
const STREAM_ARN = /^arn:aws[a-z-]*:kinesis:[a-z0-9-]+:\d{12}:stream\/[a-zA-Z0-9_.-]{1,128}$/;

/** A stream that is there already, which the program uses and does not create. */
export const existingStream = setting<ExistingStream>(
  "true (a stream of the stage's own account), or a list of ARNs of streams of another account such as " +
    "arn:aws:kinesis:ap-south-1:111122223333:stream/orders",
  (value) => value === true || (Array.isArray(value) && value.length > 0 && value.every(isStreamArn)),
  { anyOf: [{ const: true }, { type: "array", minItems: 1, items: { type: "string", pattern: STREAM_ARN.source } }] },
);

const isStreamArn = (value: unknown): boolean => typeof value === "string" && STREAM_ARN.test(value);
