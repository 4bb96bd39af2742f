import * as apigateway from "@pulumi/aws/apigateway";

import { apiModel, type MethodModel } from "../../../../components/api/model";
import type { Mine } from "./mine";

interface ResponseBody {
  statusCode: string;
  responseTemplates?: Record<string, string>;
  responseParameters?: Record<string, string>;
  contentHandling?: string;
}

interface IntegrationBody {
  type: string;
  uri?: string;
  credentials?: string;
  httpMethod?: string;
  passthroughBehavior?: string;
  contentHandling?: string;
  timeoutInMillis?: number | undefined;
  tlsConfig?: object;
  requestTemplates: Record<string, string>;
  requestParameters: Record<string, string>;
  responses: Record<string, ResponseBody>;
}

interface OperationBody {
  security?: object[];
  responses: Record<string, object>;
  "x-amazon-apigateway-integration": IntegrationBody;
  "x-amazon-apigateway-auth"?: object;
}

interface PathBody {
  get: OperationBody;
  post: OperationBody;
  [more: string]: unknown;
}

/** An OpenAPI document of a REST API. */
export interface Body {
  security?: object[];
  components: { securitySchemes: Record<string, object>; [more: string]: unknown };
  paths: Record<string, Partial<PathBody>>;
  "x-amazon-apigateway-gateway-responses": Record<string, object>;
  [more: string]: unknown;
}

const OUR_SCHEME = "api_key";
function operation(
  { integration, responses, overrideStatuses, apiKeyRequired }: MethodModel,
  uri: string,
  credentials: string,
): OperationBody {
  const { type, requestTemplates, ...rest } = integration;
  const { requestParameters, timeoutMilliseconds } = rest as {
    requestParameters?: Record<string, string>;
    timeoutMilliseconds?: number;
  };
  return {
    ...(apiKeyRequired && { security: [{ [OUR_SCHEME]: [] }] }),
    responses: Object.fromEntries(
      [...responses.map(({ statusCode }) => statusCode), ...overrideStatuses].map((status) => [
        status,
        { description: status, headers: { "Retry-After": { schema: { type: "string" } } } },
      ]),
    ),
    "x-amazon-apigateway-integration": {
      type: type.toLowerCase(),
      ...(type === "AWS" && {
        httpMethod: "POST",
        uri,
        credentials,
        timeoutInMillis: timeoutMilliseconds,
      }),
      requestParameters: { ...requestParameters },
      passthroughBehavior: "never",
      contentHandling: "CONVERT_TO_TEXT",
      requestTemplates: { ...requestTemplates },
      responses: Object.fromEntries(
        responses.map(
          ({ statusCode, selectionPattern = "default", responseTemplates, responseParameters, contentHandling }) => [
            selectionPattern,
            { statusCode, responseTemplates, ...(responseParameters && { responseParameters }), contentHandling },
          ],
        ),
      ),
    },
  };
}

/** The pipeline's own API as one OpenAPI document, such as a team would write by hand. */
export function bodyOf(region: string, stream: string, credentials: string): Body {
  const model = apiModel({ path: "kinesis", integrationTimeoutMs: 6000, streamNames: [stream] });
  const uri = `arn:aws:apigateway:${region}:kinesis:action/PutRecord`;
  return {
    openapi: "3.0.1",
    info: { title: "orders", version: "1" },
    "x-amazon-apigateway-binary-media-types": [...model.binaryMediaTypes],
    "x-amazon-apigateway-api-key-source": "HEADER",
    "x-amazon-apigateway-gateway-responses": Object.fromEntries(
      model.gatewayResponses.map(({ responseType, ...response }) => [responseType, { ...response }]),
    ),
    components: { securitySchemes: { [OUR_SCHEME]: { type: "apiKey", name: "x-api-key", in: "header" } } },
    paths: {
      "/kinesis": Object.fromEntries(
        model.methods.map((method) => [method.httpMethod.toLowerCase(), operation(method, uri, credentials)]),
      ),
    },
  };
}

export interface DescribedApi {
  readonly change?: (body: Body) => void;
  readonly args?: Partial<apigateway.RestApiArgs>;
  readonly write?: (body: Body) => string;
  readonly withoutPlan?: boolean;
}

/** An API made of a body, with its stage, plan and key. */
export function describedApi(
  b: Mine,
  { change, args = {}, write = JSON.stringify, withoutPlan = false }: DescribedApi,
): void {
  const { name, region, tags } = b;
  const body = b.pipeline.roleArn.apply((role) => {
    const written = bodyOf(region, b.stream, role);
    change?.(written);
    return write(written);
  });
  const api = new apigateway.RestApi(
    `${name}-api`,
    {
      region,
      name,
      body,
      endpointConfiguration: { types: "REGIONAL" },
      securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
      endpointAccessMode: "STRICT",
      tags,
      ...args,
    },
    { protect: true },
  );
  const deployment = new apigateway.Deployment(`${name}-deployment`, {
    region,
    restApi: api.id,
    triggers: { body: api.body.apply((text) => String(text?.length)) },
  });
  const stage = new apigateway.Stage(`${name}-stage`, {
    region,
    restApi: api.id,
    deployment: deployment.id,
    stageName: "live",
    xrayTracingEnabled: true,
    accessLogSettings: {
      destinationArn: `arn:aws:logs:${region}:123456789012:log-group:orders`,
      format: '{"requestId":"$context.requestId","error":"$context.integration.error"}',
    },
    tags,
  });
  new apigateway.MethodSettings(`${name}-settings`, {
    region,
    restApi: api.id,
    stageName: stage.stageName,
    methodPath: "*/*",
    settings: { loggingLevel: "ERROR", dataTraceEnabled: false },
  });
  if (withoutPlan) return;
  const key = new apigateway.ApiKey(`${name}-key`, { region, tags }, { protect: true });
  const plan = new apigateway.UsagePlan(`${name}-plan`, {
    region,
    apiStages: [{ apiId: api.id, stage: stage.stageName }],
    throttleSettings: { rateLimit: 100, burstLimit: 100 },
    tags,
  });
  new apigateway.UsagePlanKey(
    `${name}-link`,
    { region, keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id },
    { additionalSecretOutputs: ["value"] },
  );
}

/** @returns the operation of the path `/kinesis` that writes */
export const postOf = (body: Body): OperationBody => body.paths["/kinesis"]!.post!;

export const integrationOf = (body: Body): IntegrationBody => postOf(body)["x-amazon-apigateway-integration"];

/** @returns the operation that writes, without what it asks of its callers */
export function openPostOf(body: Body): Omit<OperationBody, "security"> {
  const open = { ...postOf(body) };
  delete open.security;
  return open;
}

/** @returns the mapping of one class of Kinesis' answers, such as 4 for what it refuses */
export const mappingOf = (body: Body, digit: 2 | 4 | 5): ResponseBody =>
  integrationOf(body).responses[`${digit}\\d{2}`]!;

/** Takes the mapping of one class of Kinesis' answers away. */
export function forgetMapping(body: Body, digit: 2 | 4 | 5): void {
  const { responses } = integrationOf(body);
  integrationOf(body).responses = Object.fromEntries(
    Object.entries(responses).filter(([pattern]) => !pattern.startsWith(String(digit))),
  );
}

/** An API beside the pipeline, described by a body. */
export const inBody = (parts: DescribedApi) => ({
  add: (b: Mine) => {
    describedApi(b, parts);
  },
});
