import { ANSWER_FORM } from "../check-names";
import type { Emulator } from "./known-difference";

const GATEWAY_RESPONSES = "it stores the templates of gateway responses, and does not apply them.";
const MULTIPART = "its web framework refuses a multipart body that it cannot read, before its API Gateway sees it.";

/** LocalStack 2026.3.0, the free edition, with Apache Velocity as its template engine. */
export const LOCALSTACK: Emulator = {
  title: "LocalStack",
  differences: [
    {
      checks: [
        "no API key",
        "an empty API key",
        "a wrong API key",
        "the API key cut by a character, and in other case",
        "PUT is no method of the API",
        "PATCH is no method of the API",
        "DELETE is no method of the API",
        "OPTIONS is no method of the API",
      ],
      found: /, got 403$/,
      reason: GATEWAY_RESPONSES,
    },
    {
      checks: ["text/csv", "application/xml", "*/*", "json"].map((type) => `a record as ${type}`),
      found: /, got 415$/,
      reason: GATEWAY_RESPONSES,
    },
    {
      checks: ["a record as multipart/form-data; boundary=x"],
      found: /, got 400$/,
      reason: MULTIPART,
    },
    {
      checks: ["a compressed body: gzip that is cut short", "a compressed body: plain text that says it is gzip"],
      found: /, got 500$/,
      reason: "it answers 500 to a body that says it is gzip and is not, where AWS documents 415.",
    },
    {
      checks: [
        ...[1_048_575, 1_048_576].flatMap((size) => [
          `${size} bytes as application/json`,
          `${size} bytes as application/octet-stream`,
        ]),
        "one byte more than the largest record of the stream",
      ],
      found: /, got 200(: the stream takes less)?$/,
      reason: "its Kinesis measures a record without its partition key.",
    },
    {
      checks: ["a body above API Gateway's 10 MB"],
      found: /, got 400 InvalidArgument$/,
      reason: "its API Gateway has no limit of 10 MB: its Kinesis refuses the record.",
    },
    { checks: [ANSWER_FORM], found: /: (403|404|415) is not \{"error", "requestId"\}$/, reason: GATEWAY_RESPONSES },
    {
      checks: [ANSWER_FORM],
      found: /^a record as multipart\/form-data; boundary=x: 400 is not \{"error", "requestId"\}$/,
      reason: MULTIPART,
    },
  ],
};
