import type { PolicyResource } from "@pulumi/policy";
import { property, type Resource, textAt, valueAt } from "./resource";
import { knownAt, pointsAt, sourcesOf, type Stack } from "./stack";
import { readTemplate, type Template } from "./template";
import { type } from "./types";

/** Whether API Gateway itself calls an AWS service or function here: what must not stand open. */
export function callsAws(integration: PolicyResource): boolean {
  return isServiceCall(integration) || textAt(integration, "type") === "AWS_PROXY";
}

/** Whether it calls an AWS service through mapping templates, and maps the answer by status. */
export function isServiceCall(integration: PolicyResource): boolean {
  return textAt(integration, "type") === "AWS" && !callsLambda(integration);
}

/**
 * Whether it writes to Kinesis. Its URI often holds an ARN that is unknown at preview; then what the URI was made of tells,
 * or that a template has the members of a PutRecord. Throws where nobody can tell yet.
 */
export function writesToKinesis(integration: PolicyResource): boolean {
  if (!isServiceCall(integration)) return false;
  if (sourcesOf(integration, "uri").some((source) => source.type === type.stream)) return true;
  if (templatesOf(integration).some(({ template }) => isPutRecord(template))) return true;
  const uri = valueAt(integration, "uri");
  return typeof uri === "string" && /^arn:[^:]+:apigateway:[^:]*:kinesis:/.test(uri);
}

/** A request template, and the media type whose bodies it is for. */
export interface RequestTemplate {
  readonly mediaType: string;
  readonly template: Template;
}

/** The request templates of an integration. */
export function templatesOf(integration: Resource): readonly RequestTemplate[] {
  return textsOf(integration, "requestTemplates").map(([mediaType, text]) => ({
    mediaType,
    template: readTemplate(text),
  }));
}

/** The texts of a map property, by key. */
export function textsOf(resource: Resource, path: string): readonly (readonly [key: string, text: string])[] {
  const map = valueAt(resource, path);
  if (typeof map !== "object" || map === null) return [];
  return Object.keys(map).flatMap((key) => {
    const text = property(map, key);
    return typeof text === "string" ? [[key, text] as const] : [];
  });
}

const isPutRecord = ({ text }: Template) => /"Stream(Name|ARN)"\s*:/.test(text) && /"(Data|Records)"\s*:/.test(text);

/** A function's answer is mapped by its error text, not by a status, so what holds for services does not hold for it. */
function callsLambda(integration: PolicyResource): boolean {
  if (sourcesOf(integration, "uri").some((source) => source.type.startsWith("aws:lambda/"))) return true;
  const uri = knownAt(integration, "uri");
  return typeof uri === "string" && uri.includes(":lambda:");
}

/** Whether a method of this API writes to Kinesis. */
export function leadsToKinesis(api: PolicyResource, stack: Stack): boolean {
  return stack
    .ofType(type.integration)
    .some((integration) => pointsAt(integration, "restApi", api) && writesToKinesis(integration));
}
