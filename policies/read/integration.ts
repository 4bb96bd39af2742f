import type { PolicyResource } from "@pulumi/policy";

import { listAt, property, type Resource, textAt, valueAt } from "./resource";
import { restApiOf } from "./rest-api";
import { knownAt, pointsAt, sourcesOf, type Stack } from "./stack";
import { readTemplate, type Template } from "./template";
import { type } from "./types";
import { isLike } from "./wildcard";

/** Whether API Gateway itself calls an AWS service or function here: what must not stand open. */
export function callsAws(integration: Resource): boolean {
  return ["AWS", "AWS_PROXY"].includes(textAt(integration, "type") ?? "");
}

/**
 * Whether it calls an AWS service whose answer is mapped by its status. A function's answer is mapped by its error text, so
 * what holds for services does not hold for it. Throws where nobody can tell yet: a preview does not know the URI of a
 * function in another stack.
 */
export function isServiceCall(integration: PolicyResource): boolean {
  if (textAt(integration, "type") !== "AWS") return false;
  if (sourcesOf(integration, "uri").some((source) => source.type.startsWith("aws:lambda/"))) return false;
  if (templatesOf(integration).some(({ template }) => isPutRecord(template))) return true;
  return !isFunctionUri(valueAt(integration, "uri"));
}

/** Whether a URI of API Gateway's is that of a Lambda function. */
export function isFunctionUri(uri: unknown): boolean {
  return typeof uri === "string" && uri.includes(":lambda:");
}

/**
 * Whether it writes to Kinesis. Its URI often holds an ARN that is unknown at preview; a template with the members of a
 * PutRecord tells as well. Throws where nobody can tell yet.
 */
export function writesToKinesis(integration: Resource): boolean {
  if (textAt(integration, "type") !== "AWS") return false;
  if (templatesWithRecord(integration).length > 0) return true;
  const uri = valueAt(integration, "uri");
  return typeof uri === "string" && /^arn:[^:]+:apigateway:[^:]*:(?:[^:]*[.-])?kinesis:action\/PutRecords?$/.test(uri);
}

/** Whether it writes with PutRecords, which answers 200 also where it did not store a record; undefined if not known yet. */
export function writesRecords(integration: PolicyResource): boolean | undefined {
  if (templatesOf(integration).some(({ template }) => template.fields.has("Records"))) return true;
  const uri = knownAt(integration, "uri");
  return typeof uri === "string" ? uri.endsWith(":action/PutRecords") : undefined;
}

/** Whether a method of this API writes to Kinesis. */
export function leadsToKinesis(api: PolicyResource, stack: Stack): boolean {
  return stack
    .ofType(type.integration)
    .some((integration) => pointsAt(integration, "restApi", api) && writesToKinesis(integration));
}

/** Whether bodies of a media type reach the template as Base64; undefined if the API is not in this stack. */
export function isBinaryType(mediaType: string, integration: PolicyResource, stack: Stack): boolean | undefined {
  const api = restApiOf(stack, integration);
  return (
    api && listAt(api, "binaryMediaTypes").some((pattern) => typeof pattern === "string" && isLike(mediaType, pattern))
  );
}

/** A request template, and the media type whose bodies it is for. */
export interface RequestTemplate {
  readonly mediaType: string;
  readonly template: Template;
}

/** The request templates of an integration. */
function templatesOf(integration: Resource): readonly RequestTemplate[] {
  return textsOf(integration, "requestTemplates").map(([mediaType, text]) => ({
    mediaType,
    template: readTemplate(text),
  }));
}

/**
 * The request templates that print the members of a PutRecord.
 * @param integration An integration.
 * @returns Those templates.
 */
export const templatesWithRecord = (integration: Resource): readonly RequestTemplate[] =>
  templatesOf(integration).filter(({ template }) => isPutRecord(template));

/** The texts of a map property, by key. */
export function textsOf(resource: Resource, path: string): readonly (readonly [key: string, text: string])[] {
  const map = valueAt(resource, path);
  if (typeof map !== "object" || map === null) return [];
  return Object.keys(map).flatMap((key) => {
    const text = property(map, key);
    return typeof text === "string" ? [[key, text] as const] : [];
  });
}

/** The fields that name the stream of a PutRecord. */
const STREAM_FIELDS = ["StreamName", "StreamARN"];

const isPutRecord = ({ fields }: Template) =>
  STREAM_FIELDS.some((field) => fields.has(field)) && ["Data", "Records"].some((field) => fields.has(field));
