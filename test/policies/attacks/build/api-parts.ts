import { Integration } from "@pulumi/aws/apigateway/integration";
import { IntegrationResponse } from "@pulumi/aws/apigateway/integrationResponse";
import { Method } from "@pulumi/aws/apigateway/method";
import { MethodResponse } from "@pulumi/aws/apigateway/methodResponse";
import { MethodSettings } from "@pulumi/aws/apigateway/methodSettings";
import { Resource } from "@pulumi/aws/apigateway/resource";
import { Response } from "@pulumi/aws/apigateway/response";
import type { RestApi } from "@pulumi/aws/apigateway/restApi";

import type { Beside, Target } from "../harness/attack";
import { ACCOUNT } from "./documents";

interface MockParts {
  readonly httpMethod: string;
  readonly pathPart: string;
  /** @defaultValue false */
  readonly apiKeyRequired?: boolean;
  /** Makes another API for it. @defaultValue the pipeline's API */
  readonly api?: (name: string, beside: Beside) => RestApi;
}

/** Adds a method that API Gateway answers itself. */
export const mock =
  ({ httpMethod, pathPart, apiKeyRequired, api }: MockParts) =>
  ({ add }: Target): void => {
    let restApi: Pick<RestApi, "id" | "rootResourceId">;
    let path: Resource;
    add("mock-resource", (name, beside) => {
      restApi = api?.(name, beside) ?? (beside.resource("api") as unknown as RestApi);
      const { id, rootResourceId } = restApi;
      path = new Resource(name, { region: beside.region, restApi: id, parentId: rootResourceId, pathPart });
      return path;
    });
    const place = ({ region }: Beside) => ({ region, restApi: restApi.id, resourceId: path.id, httpMethod });
    add(
      "mock",
      (name, beside) =>
        new Method(name, { ...place(beside), authorization: "NONE", ...(apiKeyRequired && { apiKeyRequired }) }),
    );
    add(
      "mock-integration",
      (name, beside) =>
        new Integration(name, {
          ...place(beside),
          type: "MOCK",
          passthroughBehavior: "NEVER",
          requestTemplates: { "application/json": '{"statusCode": 200}' },
        }),
    );
    add("mock-200", (name, beside) => new MethodResponse(name, { ...place(beside), statusCode: "200" }));
    add(
      "mock-200-mapping",
      (name, beside) =>
        new IntegrationResponse(name, {
          ...place(beside),
          statusCode: "200",
          responseTemplates: { "application/json": '{"status": "ok"}' },
        }),
    );
  };

/** Adds an answer of API Gateway itself. */
export const gatewayResponse =
  (responseType: string, statusCode: string, template: string) =>
  ({ add }: Target): void => {
    add(
      "gateway",
      (name, { region, pipeline }) =>
        new Response(name, {
          region,
          restApiId: pipeline.apiId,
          responseType,
          statusCode,
          responseTemplates: { "application/json": template },
        }),
    );
  };

/** Adds settings of the pipeline's stage; those of logs are as stage prod asks. */
export const methodSettings =
  (settings: object, methodPath = "*/*") =>
  ({ add }: Pick<Target, "add">): void => {
    add(
      "settings",
      (name, { region, pipeline }) =>
        new MethodSettings(name, {
          region,
          restApi: pipeline.apiId,
          stageName: pipeline.stageName,
          methodPath,
          settings: { loggingLevel: "ERROR", dataTraceEnabled: false, ...settings },
        }),
    );
  };

/** What stage prod advises for a stage of an API. */
export const OBSERVED = {
  xrayTracingEnabled: true,
  accessLogSettings: {
    destinationArn: `arn:aws:logs:ap-south-1:${ACCOUNT}:log-group:orders`,
    format: '{"requestId":"$context.requestId","error":"$context.integration.error"}',
  },
};

/** Settings that log errors, as stage prod advises. */
export const LOGGED = { methodPath: "*/*", settings: { loggingLevel: "ERROR", dataTraceEnabled: false } };
