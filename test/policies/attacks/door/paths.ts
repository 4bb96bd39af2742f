import * as apigateway from "@pulumi/aws/apigateway";
import * as pulumi from "@pulumi/pulumi";

import { ACCOUNT, allow } from "../build/documents";
import { door } from "../build/kinds";
import type { Mine } from "../build/mine";
import { serviceRole } from "../build/roles";
import type { Attack } from "../harness/attack";

/** A path beside the pipeline's own, with one method. */
function path(
  b: Mine,
  method: Partial<apigateway.MethodArgs>,
  integration: Partial<apigateway.IntegrationArgs>,
  pathPart = "other",
) {
  const { name, region, pipeline } = b;
  const resource = new apigateway.Resource(`${name}-resource`, {
    region,
    restApi: pipeline.apiId,
    parentId: "root",
    pathPart,
  });
  const made = new apigateway.Method(`${name}-method`, {
    region,
    restApi: pipeline.apiId,
    resourceId: resource.id,
    httpMethod: "POST",
    authorization: "NONE",
    apiKeyRequired: true,
    ...method,
  });
  new apigateway.Integration(`${name}-integration`, {
    region,
    restApi: pipeline.apiId,
    resourceId: resource.id,
    httpMethod: made.httpMethod,
    type: "HTTP",
    integrationHttpMethod: "POST",
    passthroughBehavior: "NEVER",
    timeoutMilliseconds: 6000,
    requestTemplates: { "application/json": "{}" },
    ...integration,
  });
  return made;
}

/** Paths of the API beside the pipeline's own. */
export const paths: readonly Attack[] = [
  door("http-unverified", "records go to a server whose certificate nobody verifies", {
    add: (b) => path(b, {}, { uri: "https://collector.example.com/", tlsConfig: { insecureSkipVerification: true } }),
  }),
  door("http-plain", "records go to a server over plain http", {
    add: (b) => path(b, {}, { type: "HTTP_PROXY", uri: "http://collector.example.com/", requestTemplates: undefined }),
  }),
  door("http-to-kinesis", "a method without a key calls Kinesis by its public address", {
    add: (b) =>
      path(b, { apiKeyRequired: false }, { type: "HTTP_PROXY", uri: `https://kinesis.${b.region}.amazonaws.com/` }),
  }),
  door("path-form", "a method without a key calls Kinesis by a path", {
    add: (b) =>
      path(
        b,
        { apiKeyRequired: false },
        { type: "AWS", uri: `arn:aws:apigateway:${b.region}:kinesis:path//`, credentials: b.pipeline.roleArn },
      ),
  }),
  door("any-method", "any other method of a path writes without a key", {
    add: (b) =>
      path(
        b,
        { apiKeyRequired: false, httpMethod: "ANY" },
        {
          type: "AWS",
          uri: `arn:aws:apigateway:${b.region}:kinesis:action/PutRecord`,
          credentials: b.pipeline.roleArn,
        },
        "{proxy+}",
      ),
  }),
  door("own-api-loop", "a method without a key calls this API with a key that it adds", {
    add: (b) =>
      path(
        b,
        { apiKeyRequired: false },
        {
          type: "HTTP",
          uri: b.pipeline.endpoint,
          requestParameters: { "integration.request.header.x-api-key": pulumi.interpolate`'${b.apiKey}'` },
        },
      ),
  }),
  door("to-open-queue", "a method without a key puts into a queue that a pipe takes to the stream", {
    add: (b) => {
      path(
        b,
        { apiKeyRequired: false },
        {
          type: "AWS",
          uri: `arn:aws:apigateway:${b.region}:sqs:path/${ACCOUNT}/inbox`,
          credentials: serviceRole(
            b,
            "apigateway.amazonaws.com",
            allow("sqs:SendMessage", `arn:aws:sqs:${b.region}:${ACCOUNT}:inbox`),
          ).arn,
        },
      );
    },
  }),
];
