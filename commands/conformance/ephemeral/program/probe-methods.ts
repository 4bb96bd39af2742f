import { Integration } from "@pulumi/aws/apigateway/integration";
import { IntegrationResponse } from "@pulumi/aws/apigateway/integrationResponse";
import { Method } from "@pulumi/aws/apigateway/method";
import { MethodResponse } from "@pulumi/aws/apigateway/methodResponse";
import * as pulumi from "@pulumi/pulumi";

/** The resource of the probe's API whose methods are created. */
interface Place {
  readonly region: string;
  readonly restApi: pulumi.Input<string>;
  readonly resourceId: pulumi.Input<string>;
}

interface Answer {
  readonly statusCode: string;
  readonly selectionPattern?: string;
  readonly template: string;
}

interface PostArgs {
  readonly apiArn: pulumi.Input<string>;
  readonly roleArn: pulumi.Input<string>;
  /** Of the request, by media type. */
  readonly templates: Readonly<Record<string, string>>;
  /** Of an answer with a stored record. */
  readonly answer: string;
}

/**
 * Creates the method that stores what its template sees. Two of its responses match a stored record.
 * @param place the resource
 * @param args the role, and the templates
 * @returns all resources that are created
 */
export function createPost(place: Place, { apiArn, roleArn, templates, answer }: PostArgs): pulumi.Resource[] {
  const method = new Method("probe-post", {
    ...place,
    httpMethod: "POST",
    authorization: "NONE",
    apiKeyRequired: true,
  });
  const integration = new Integration("probe-post-integration", {
    ...place,
    httpMethod: method.httpMethod,
    type: "AWS",
    integrationHttpMethod: "POST",
    // The partition, such as aws-cn, is that of the API's own ARN.
    uri: pulumi
      .output(apiArn)
      .apply((arn) => `arn:${String(arn.split(":")[1])}:apigateway:${place.region}:kinesis:action/PutRecord`),
    credentials: roleArn,
    requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
    requestTemplates: templates,
    passthroughBehavior: "NEVER",
    contentHandling: "CONVERT_TO_TEXT",
  });
  return [
    method,
    integration,
    ...createAnswer(place, integration, { statusCode: "200", selectionPattern: String.raw`2\d{2}`, template: answer }),
    ...createAnswer(place, integration, { statusCode: "201", selectionPattern: String.raw`20\d`, template: answer }),
    ...createAnswer(place, integration, { statusCode: "502", template: `{"error": "Kinesis"}` }),
  ];
}

/**
 * Creates the method that says which version of the API is deployed. It needs no key and stores nothing.
 * @param place the resource
 * @param version what it answers
 * @returns all resources that are created
 */
export function createVersion(place: Place, version: string): pulumi.Resource[] {
  const method = new Method("probe-get", { ...place, httpMethod: "GET", authorization: "NONE" });
  const integration = new Integration("probe-get-integration", {
    ...place,
    httpMethod: method.httpMethod,
    type: "MOCK",
    requestTemplates: { "application/json": `{"statusCode": 200}` },
  });
  return [
    method,
    integration,
    ...createAnswer(place, integration, { statusCode: "200", template: `{"version": "${version}"}` }, "probe-get"),
  ];
}

function createAnswer(
  place: Place,
  integration: Integration,
  { statusCode, selectionPattern, template }: Answer,
  name = "probe-post",
): pulumi.Resource[] {
  // From the integration, so that the responses are created again when it is replaced.
  const { httpMethod } = integration;
  const declared = new MethodResponse(`${name}-${statusCode}`, { ...place, httpMethod, statusCode });
  const mapped = new IntegrationResponse(`${name}-${statusCode}-mapping`, {
    ...place,
    httpMethod,
    statusCode: declared.statusCode,
    ...(selectionPattern !== undefined && { selectionPattern }),
    responseTemplates: { "application/json": template },
  });
  return [declared, mapped];
}
