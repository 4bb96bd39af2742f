import type { HttpResponse } from "../http-response";
import type { IntegrationTarget } from "../service";
import type { Kinesis } from "./kinesis";

/**
 * The media types that Kinesis reads as its JSON protocol: AWS's examples use the last one, and its console none.
 * To any other, one that an integration passed on from its client, Kinesis says that it knows no such operation.
 */
const MEDIA_TYPES = ["application/x-amz-json-1.1", "application/json", "x-amz-json-1.1"];

/** Begins `X-Amz-Target` of every request to Kinesis. */
export const TARGET_PREFIX = "Kinesis_20131202";

/**
 * How integrations of API Gateway call Kinesis.
 * @param kinesis of the account
 * @returns what API Gateway calls, as the integration's role
 */
export function kinesisIntegration(kinesis: Kinesis): IntegrationTarget {
  return {
    targetPrefix: TARGET_PREFIX,
    call: (request) =>
      isReadable(request.headers["content-type"]) ? kinesis.call(request) : Promise.resolve(UNKNOWN_OPERATION),
  };
}

function isReadable(contentType: string | undefined): boolean {
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  return type === undefined || MEDIA_TYPES.includes(type);
}

const UNKNOWN_OPERATION: HttpResponse = {
  status: 404,
  headers: { "content-type": "text/xml" },
  body: Buffer.from("<UnknownOperationException/>\n"),
};
