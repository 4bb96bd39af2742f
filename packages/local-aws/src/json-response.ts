import { randomBytes, randomUUID } from "node:crypto";

import type { AwsError } from "./errors";
import type { HttpResponse } from "./http-response";

/** The media type of AWS's JSON protocol 1.1, which Kinesis and Secrets Manager speak. */
export const JSON_1_1 = "application/x-amz-json-1.1";

/**
 * A successful answer; actions without an output answer with an empty body.
 * @param output the members of the response
 * @returns status 200
 */
export function successResponse(output?: object): HttpResponse {
  return jsonResponse(200, output === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(output)));
}

/**
 * A failure as the JSON protocol writes it; an error without a message has no such member.
 * @param error what the service refuses
 * @returns the response with the error's status
 */
export function errorResponse({ type, message, status }: AwsError): HttpResponse {
  return responseWithIds(status, JSON_1_1, JSON.stringify({ __type: type, ...(message !== "" && { message }) }));
}

/**
 * The response of a failure. AWS gives it a second id, which its support asks for.
 * @param status of the response
 * @param contentType of the body
 * @param body as text
 * @returns the response
 */
export function responseWithIds(status: number, contentType: string, body: string): HttpResponse {
  const { headers, ...response } = jsonResponse(status, Buffer.from(body));
  const extendedId = randomBytes(48).toString("base64");
  return { ...response, headers: { ...headers, "content-type": contentType, "x-amz-id-2": extendedId } };
}

function jsonResponse(status: number, body: Buffer): HttpResponse {
  return { status, headers: { "content-type": JSON_1_1, "x-amzn-requestid": randomUUID() }, body };
}
