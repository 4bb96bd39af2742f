import { randomBytes, randomUUID } from "node:crypto";

import type { AwsAnswer } from "./backend";
import type { AwsError } from "./errors";

/** The media type of AWS's JSON protocol 1.1, which Kinesis and Secrets Manager speak. */
export const JSON_1_1 = "application/x-amz-json-1.1";

/** A successful answer; actions without an output answer with an empty body. */
export function success(output?: object): AwsAnswer {
  return answer(200, output === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(output)));
}

/** A failure as the JSON protocol writes it; an error without a message has no such member. */
export function failure({ type, message, status }: AwsError): AwsAnswer {
  return withIds(status, JSON_1_1, JSON.stringify({ __type: type, ...(message !== "" && { message }) }));
}

/** A failure's answer: seen with a second id, which support asks for. */
export function withIds(status: number, contentType: string, body: string): AwsAnswer {
  const { headers, ...answered } = answer(status, Buffer.from(body));
  const extendedId = randomBytes(48).toString("base64");
  return { ...answered, headers: { ...headers, "content-type": contentType, "x-amz-id-2": extendedId } };
}

function answer(status: number, body: Buffer): AwsAnswer {
  return { status, headers: { "content-type": JSON_1_1, "x-amzn-requestid": randomUUID() }, body };
}
