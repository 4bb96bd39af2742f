import { AwsError } from "../errors";
import type { HttpResponse } from "../http-response";
import { errorResponse, responseWithIds } from "../json-response";
import { rateExceededMessage } from "../kinesis/rate-exceeded";

/** Whose request an error is about. */
export interface ErrorSubject {
  readonly region: string;
  readonly accountId: string;
  readonly stream: string;
}

/** An error in every form in which Kinesis answers it: they take turns. */
export type Forms = readonly ((subject: ErrorSubject) => HttpResponse)[];

/**
 * Before a type in some answers of AWS's JSON protocols; its own for Kinesis is inferred from the service's model
 * [assumption: error-namespace].
 */
const NAMESPACE = "com.amazonaws.kinesis.v20131202";

const USER = "assumed-role/ingest/BackplaneAssumeRoleSession";

const keyArn = ({ region, accountId }: ErrorSubject): string =>
  `arn:aws:kms:${region}:${accountId}:key/8f6c0a5e-1d2b-4c3a-9e7f-0123456789ab`;

const notAuthorizedMessage = (subject: ErrorSubject, action: string, resource: string): string =>
  `User: arn:aws:sts::${subject.accountId}:${USER} is not authorized to perform: ${action} on resource: ${resource}`;

/** An error of the client: JSON, with and without a namespace before its type. */
const clientError = (type: string, message: (subject: ErrorSubject) => string): Forms =>
  [type, `${NAMESPACE}#${type}`].map(
    (name) => (subject: ErrorSubject) => errorResponse(new AwsError(name, message(subject))),
  );

/** An error of the service. Seen as JSON without a message and as one XML element; the request does not decide which. */
const serverError = (status: number, type: string): Forms => [
  () => errorResponse(new AwsError(type, "", status)),
  () => responseWithIds(status, "text/xml", `<${type}/>\n`),
];

/**
 * What Kinesis answers to PutRecord when it stores nothing. Messages as seen in the wild; those of LimitExceeded and
 * KMSThrottling are the API reference's.
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
export const KINESIS_ERRORS = {
  ProvisionedThroughputExceeded: clientError("ProvisionedThroughputExceededException", (subject) =>
    rateExceededMessage("shardId-000000000000", subject.stream, subject.accountId),
  ),
  LimitExceeded: clientError(
    "LimitExceededException",
    ({ stream, accountId }) => `Rate exceeded for stream ${stream} under account ${accountId}.`,
  ),
  KMSThrottling: clientError(
    "KMSThrottlingException",
    () => "The request was denied due to request throttling. For more information about throttling, see Limits.",
  ),
  KMSDisabled: clientError("KMSDisabledException", (subject) => `${keyArn(subject)} is disabled.`),
  KMSAccessDenied: clientError("KMSAccessDeniedException", (subject) =>
    notAuthorizedMessage(subject, "kms:GenerateDataKey", keyArn(subject)),
  ),
  AccessDenied: clientError("AccessDeniedException", (subject) =>
    notAuthorizedMessage(
      subject,
      "kinesis:PutRecord",
      `arn:aws:kinesis:${subject.region}:${subject.accountId}:stream/${subject.stream}`,
    ),
  ),
  ResourceNotFound: clientError(
    "ResourceNotFoundException",
    ({ stream, accountId }) => `Stream ${stream} under account ${accountId} not found.`,
  ),
  InternalFailure: serverError(500, "InternalFailure"),
  ServiceUnavailable: serverError(503, "ServiceUnavailableException"),
} as const satisfies Readonly<Record<string, Forms>>;

const garbageResponse = (status: number, body: string | Buffer, type = "text/html") => ({
  status,
  headers: { "content-type": type },
  body: Buffer.from(body),
});

/** Responses that Kinesis does not send on purpose: of a proxy, cut off, or broken. Nothing is stored. */
export const GARBAGE: Forms = [
  garbageResponse(200, ""),
  garbageResponse(200, "<html><body>OK</body></html>"),
  garbageResponse(200, "{}", "application/json"),
  garbageResponse(200, '{"SequenceNumber":"", "ShardId":""}', "application/json"),
  garbageResponse(200, '{"SequenceNumber":"4954', "application/json"),
  garbageResponse(200, Buffer.from([0xff, 0xfe, 0x00, 0x80]), "application/octet-stream"),
  garbageResponse(204, ""),
  garbageResponse(302, ""),
  garbageResponse(400, ""),
  garbageResponse(400, '{"__type":400}', "application/json"),
  garbageResponse(400, '{"message":"no type"}', "application/json"),
  garbageResponse(404, "<UnknownOperationException/>\n", "text/xml"),
  garbageResponse(500, "null", "application/json"),
].map((response) => () => response);
