import type { PolicyResource } from "@pulumi/policy";

import { templatesWithRecord, textsOf } from "./integration";
import { textAt, valueAt } from "./resource";
import { knownAt } from "./stack";

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

/**
 * Whether a URI leads to Kinesis Data Streams: as a service of API Gateway's, by any subdomain, or as a host of HTTP. One
 * whose service a stage variable names may lead anywhere.
 * https://docs.aws.amazon.com/general/latest/gr/ak.html
 * @param uri Any value.
 * @returns Whether it does, or may.
 */
function isKinesisUri(uri: unknown): boolean {
  if (typeof uri !== "string") return false;
  const service = serviceUriOf(uri)?.service;
  if (service !== undefined) return /(?:^|[.-])kinesis$/i.test(service) || service.includes("stageVariables");
  const [, host = ""] = /^https?:\/\/([^/?#]*)/i.exec(uri) ?? [];
  return /(?:^|[.@-])kinesis(?:-fips)?[.:]/i.test(host);
}

/**
 * Whether an integration calls Kinesis, whatever it asks for: its URI leads there, its template prints a PutRecord, or a
 * parameter names a call of Kinesis.
 * @param integration An integration of a REST API.
 * @returns Whether it does, or may.
 * @throws What {@link valueAt} throws where nobody can tell yet.
 */
export function callsKinesis(integration: PolicyResource): boolean {
  const kind = textAt(integration, "type");
  if (kind === undefined || kind === "MOCK") return false;
  // The URI first: a template that nobody can read is then a finding of the rules on templates alone.
  if (isKinesisUri(knownAt(integration, "uri")) || templatesWithRecord(integration).length > 0) return true;
  const targets = textsOf(integration, "requestParameters");
  return targets.some(([, source]) => /Kinesis_\d/i.test(source)) || isKinesisUri(valueAt(integration, "uri"));
}
