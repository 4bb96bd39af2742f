import { randomUUID } from "node:crypto";
import type { AwsAnswer } from "./backend";
import type { AwsError } from "./errors";

/** The media type of AWS's JSON protocol 1.1, which Kinesis and Secrets Manager speak. */
export const JSON_1_1 = "application/x-amz-json-1.1";

/** A successful answer; actions without an output answer with an empty body. */
export function success(output?: object): AwsAnswer {
  return answer(200, output === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(output)));
}

/** A failure as the JSON protocol writes it. */
export function failure(error: AwsError): AwsAnswer {
  return answer(error.status, Buffer.from(JSON.stringify({ __type: error.type, message: error.message })));
}

function answer(status: number, body: Buffer): AwsAnswer {
  return { status, headers: { "content-type": JSON_1_1, "x-amzn-requestid": randomUUID() }, body };
}
