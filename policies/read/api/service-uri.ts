/**
 * A URI of API Gateway's integrations with AWS services, in its parts: `arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord`.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export interface ServiceUri {
  readonly partition: string;
  readonly region: string;
  /** With its subdomain, if it has one: `123456789012.data-kinesis`. */
  readonly service: string;
  /** What is called: `action/PutRecord`. */
  readonly call: string;
}

/**
 * Reads the URI of an integration with an AWS service.
 * @param uri Any value.
 * @returns Its parts; undefined of any other value.
 */
export function serviceUriOf(uri: unknown): ServiceUri | undefined {
  const found = typeof uri === "string" ? /^arn:([^:]*):apigateway:([^:]*):([^:]*):(.*)$/s.exec(uri) : null;
  if (found === null) return undefined;
  const [, partition = "", region = "", service = "", call = ""] = found;
  return { partition, region, service, call };
}

/** Whether a URI of API Gateway's is that of a Lambda function. */
export const isFunctionUri = (uri: unknown): boolean => typeof uri === "string" && uri.includes(":lambda:");

/** Whether a service's name, with its subdomain, is that of Kinesis Data Streams. https://docs.aws.amazon.com/general/latest/gr/ak.html */
const isKinesis = (service: string): boolean => /(?:^|[.-])kinesis$/i.test(service);

/**
 * Whether a URI leads to Kinesis Data Streams: as a service of API Gateway's, by any subdomain, or as a host of HTTP. One
 * whose service a stage variable names may lead anywhere.
 * @param uri Any value.
 * @returns Whether it does, or may.
 */
export function isKinesisUri(uri: unknown): boolean {
  if (typeof uri !== "string") return false;
  const service = serviceUriOf(uri)?.service;
  if (service !== undefined) return isKinesis(service) || service.includes("stageVariables");
  const [, host = ""] = /^https?:\/\/([^/?#]*)/i.exec(uri) ?? [];
  return /(?:^|[.@-])kinesis(?:-fips)?[.:]/i.test(host);
}

/**
 * Whether a URI is the action of Kinesis that writes one record, or several.
 * @param uri Any value.
 * @returns The action; undefined of any other URI.
 */
export function putActionOf(uri: unknown): "PutRecord" | "PutRecords" | undefined {
  const { service = "", call } = serviceUriOf(uri) ?? {};
  if (!isKinesis(service)) return undefined;
  if (call === "action/PutRecord") return "PutRecord";
  return call === "action/PutRecords" ? "PutRecords" : undefined;
}
