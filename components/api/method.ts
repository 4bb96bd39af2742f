import { Integration } from "@pulumi/aws/apigateway/integration";
import { IntegrationResponse } from "@pulumi/aws/apigateway/integrationResponse";
import { Method } from "@pulumi/aws/apigateway/method";
import { MethodResponse } from "@pulumi/aws/apigateway/methodResponse";
import * as pulumi from "@pulumi/pulumi";

import { declaredHeaders, type MethodModel, type ResponseModel } from "./model";

export interface MethodArgs {
  readonly region: string;
  readonly restApi: pulumi.Input<string>;
  readonly resourceId: pulumi.Input<string>;
  readonly model: MethodModel;
  /** The URI of an action, for an integration of type AWS, and the ARN of the role that calls it. */
  readonly backend: { readonly uri: (action: string) => pulumi.Input<string>; readonly roleArn: pulumi.Input<string> };
}

/**
 * Creates one method of a resource with its integration and responses.
 * @param name of the method's resource; the names of the others begin with it
 * @param args the resource of the API, the method's model and its backend
 * @param opts for each resource, such as its parent
 * @returns all resources that are created, for a deployment to depend on
 */
export function createMethod(name: string, args: MethodArgs, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
  const { region, restApi, resourceId, model, backend } = args;
  const method = new Method(
    name,
    {
      region,
      restApi,
      resourceId,
      httpMethod: model.httpMethod,
      authorization: model.authorization,
      apiKeyRequired: model.apiKeyRequired,
    },
    opts,
  );
  const place = { region, restApi, resourceId, httpMethod: method.httpMethod };
  const integration = new Integration(`${name}-integration`, { ...place, ...integrationOf(model, backend) }, opts);
  return [method, integration, ...createResponses(name, { model, place, integration }, opts)];
}

function integrationOf({ integration }: MethodModel, { uri, roleArn }: MethodArgs["backend"]) {
  if (integration.type === "MOCK") return integration;
  const { action, ...settings } = integration;
  return { ...settings, uri: uri(action), credentials: roleArn };
}

interface ResponsesArgs {
  readonly model: MethodModel;
  readonly place: Pick<MethodArgs, "region" | "restApi" | "resourceId"> & { httpMethod: pulumi.Input<string> };
  readonly integration: Integration;
}

function createResponses(name: string, args: ResponsesArgs, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
  const { model, place, integration } = args;
  const declare = (statusCode: string) => {
    const headers = declaredHeaders(model, statusCode);
    return new MethodResponse(
      `${name}-${statusCode}`,
      {
        ...place,
        statusCode,
        ...(headers.length > 0 && { responseParameters: Object.fromEntries(headers.map((header) => [header, false])) }),
      },
      opts,
    );
  };
  const answer = (response: ResponseModel) => {
    const declared = declare(response.statusCode);
    const mapped = new IntegrationResponse(
      `${name}-${response.statusCode}-mapping`,
      {
        ...place,
        // From the integration, not from the method: AWS deletes the responses of an integration that is replaced.
        // Pulumi creates them again only if they take a property from the integration.
        httpMethod: integration.httpMethod,
        ...response,
        statusCode: declared.statusCode,
      },
      opts,
    );
    return [declared, mapped];
  };
  return [...model.responses.flatMap(answer), ...model.overrideStatuses.map(declare)];
}
