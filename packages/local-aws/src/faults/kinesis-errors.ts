import { failure, withIds } from "../answer";
import type { AwsAnswer } from "../backend";
import { AwsError } from "../errors";
import { rateExceeded } from "../kinesis/rate-exceeded";

/** Whose request an error is about. */
export interface About {
  readonly region: string;
  readonly accountId: string;
  readonly stream: string;
}

/** An error in every form in which Kinesis answers it: they take turns. */
export type Forms = readonly ((about: About) => AwsAnswer)[];

/** Before a type in some answers of AWS's JSON protocols; its own for Kinesis is inferred from the service's model. */
const NAMESPACE = "com.amazonaws.kinesis.v20131202";

const USER = "assumed-role/ingest/BackplaneAssumeRoleSession";

const keyArn = ({ region, accountId }: About): string =>
  `arn:aws:kms:${region}:${accountId}:key/8f6c0a5e-1d2b-4c3a-9e7f-0123456789ab`;

const notAuthorized = (about: About, action: string, resource: string): string =>
  `User: arn:aws:sts::${about.accountId}:${USER} is not authorized to perform: ${action} on resource: ${resource}`;

/** A client's fault: JSON, its type with a namespace and without. */
const clientFault = (type: string, message: (about: About) => string): Forms =>
  [type, `${NAMESPACE}#${type}`].map((name) => (about: About) => failure(new AwsError(name, message(about))));

/** A fault of the service: seen as JSON without a message and as one XML element, whatever the request asked for. */
const serverFault = (status: number, type: string): Forms => [
  () => failure(new AwsError(type, "", status)),
  () => withIds(status, "text/xml", `<${type}/>\n`),
];

/**
 * What Kinesis answers to PutRecord when it stores nothing. Messages as seen in the wild; those of LimitExceeded and
 * KMSThrottling are the API reference's.
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
export const KINESIS_ERRORS = {
  ProvisionedThroughputExceeded: clientFault("ProvisionedThroughputExceededException", (about) =>
    rateExceeded("shardId-000000000000", about.stream, about.accountId),
  ),
  LimitExceeded: clientFault(
    "LimitExceededException",
    ({ stream, accountId }) => `Rate exceeded for stream ${stream} under account ${accountId}.`,
  ),
  KMSThrottling: clientFault(
    "KMSThrottlingException",
    () => "The request was denied due to request throttling. For more information about throttling, see Limits.",
  ),
  KMSDisabled: clientFault("KMSDisabledException", (about) => `${keyArn(about)} is disabled.`),
  KMSAccessDenied: clientFault("KMSAccessDeniedException", (about) =>
    notAuthorized(about, "kms:GenerateDataKey", keyArn(about)),
  ),
  AccessDenied: clientFault("AccessDeniedException", (about) =>
    notAuthorized(
      about,
      "kinesis:PutRecord",
      `arn:aws:kinesis:${about.region}:${about.accountId}:stream/${about.stream}`,
    ),
  ),
  ResourceNotFound: clientFault(
    "ResourceNotFoundException",
    ({ stream, accountId }) => `Stream ${stream} under account ${accountId} not found.`,
  ),
  InternalFailure: serverFault(500, "InternalFailure"),
  ServiceUnavailable: serverFault(503, "ServiceUnavailableException"),
} as const satisfies Readonly<Record<string, Forms>>;

const garbage = (status: number, body: string | Buffer, type = "text/html") => ({
  status,
  headers: { "content-type": type },
  body: Buffer.from(body),
});

/** Answers that nobody sends on purpose: proxies, half an answer, a service gone wrong. Nothing is stored. */
export const GARBAGE: Forms = [
  garbage(200, ""),
  garbage(200, "<html><body>OK</body></html>"),
  garbage(200, "{}", "application/json"),
  garbage(200, '{"SequenceNumber":"", "ShardId":""}', "application/json"),
  garbage(200, '{"SequenceNumber":"4954', "application/json"),
  garbage(200, Buffer.from([0xff, 0xfe, 0x00, 0x80]), "application/octet-stream"),
  garbage(204, ""),
  garbage(302, ""),
  garbage(400, ""),
  garbage(400, '{"__type":400}', "application/json"),
  garbage(400, '{"message":"no type"}', "application/json"),
  garbage(404, "<UnknownOperationException/>\n", "text/xml"),
  garbage(500, "null", "application/json"),
].map((answer) => () => answer);
