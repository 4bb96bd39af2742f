import type { PolicyResource } from "@pulumi/policy";

import { awsType } from "../types";
import { type Declaration, declare, type DeclaredResource } from "./declared";
import { type Operation, operationsOf } from "./definition";
import {
  integrationOf,
  integrationResponsesOf,
  listOf,
  numberOf,
  present,
  type Properties,
  textsOf,
} from "./integration";
import type { Part } from "./part";
import { authenticationOf, type Authorizer, authorizersOf } from "./security";

/** The types that the body of a REST API declares. */
export const REST_TYPES: readonly string[] = [
  awsType.resource,
  awsType.method,
  awsType.integration,
  awsType.integrationResponse,
  awsType.methodResponse,
  awsType.gatewayResponse,
  awsType.authorizer,
  awsType.requestValidator,
];

/** The REST API that a body is for: the resource with the body itself, or the one that a RestApiPut names. */
export interface Owner {
  /** The resource with the body. */
  readonly body: PolicyResource;
  /** The API's id, if it is known. */
  readonly id: unknown;
  /** The resources that the id comes from. */
  readonly sources: readonly PolicyResource[];
  /** What the import does with the base path. */
  readonly basepath: string | undefined;
}

/**
 * What the body of a REST API declares.
 * @param definition The whole definition.
 * @param owner The API that it is for.
 * @returns Resources, methods, integrations, responses, gateway responses, authorizers and validators.
 * @throws Unreadable if it has too many operations, or refers to other documents.
 */
export function declaredByRestApi(definition: Part, owner: Owner): readonly DeclaredResource[] {
  const operations = operationsOf(definition, owner.basepath);
  const make = (declaration: Declaration) => declare(owner.body, declaration);
  const region = definedRegion(owner.body);
  const api = present({ restApi: owner.id, region });
  const onApi = { restApi: owner.sources };
  const paths = new Map<string, DeclaredResource>();
  for (const { path } of operations) {
    const at = definition.at("paths");
    const props = { ...api, id: path, path, pathPart: path.split("/").at(-1) ?? "" };
    if (!paths.has(path)) paths.set(path, make({ type: awsType.resource, name: path, props, at, edges: onApi }));
  }
  return [
    ...paths.values(),
    ...operations.flatMap((operation) => {
      const resource = paths.get(operation.path);
      const place = { ...api, resourceId: operation.path, httpMethod: operation.verb };
      const edges = { ...onApi, resourceId: resource ? [resource] : [] };
      return declarationsOf(definition, operation, place).map((declaration) => make({ ...declaration, edges }));
    }),
    ...definition.at("x-amazon-apigateway-gateway-responses").entries.map(([responseType, at]) => {
      const props = present({ restApiId: owner.id, region, responseType, ...gatewayResponseOf(at) });
      const edges = { restApiId: owner.sources };
      return make({ type: awsType.gatewayResponse, name: responseType, props, at, edges });
    }),
    ...authorizersOf(definition).map((authorizer) => {
      const props = { ...api, ...authorizerOf(authorizer) };
      return make({ type: awsType.authorizer, name: authorizer.name, props, at: authorizer.part, edges: onApi });
    }),
    ...definition.at("x-amazon-apigateway-request-validators").entries.map(([name, at]) => {
      const { validateRequestBody, validateRequestParameters } = Object.fromEntries(at.entries);
      const flags = {
        validateRequestBody: validateRequestBody?.value,
        validateRequestParameters: validateRequestParameters?.value,
      };
      const props = { ...api, name, ...present(flags) };
      return make({ type: awsType.requestValidator, name, props, at, edges: onApi });
    }),
  ];
}

/** The region of the API; a preview may not know it. */
function definedRegion({ props }: PolicyResource): unknown {
  try {
    return (props as Properties).region;
  } catch {
    return undefined;
  }
}

function declarationsOf(definition: Part, { path, verb, part }: Operation, place: Properties): readonly Declaration[] {
  const name = `${verb} ${path}`;
  const integration = part.at("x-amazon-apigateway-integration");
  const placed = (type: string, props: Properties, at: Part) => ({ type, name, props: { ...place, ...props }, at });
  const method = placed(awsType.method, methodOf(definition, part), part);
  const answers = integrationResponsesOf(integration);
  const responses = methodResponsesOf(part, answers).map(([at, props]) => placed(awsType.methodResponse, props, at));
  if (!integration.isCollection) return [method, ...responses];
  return [
    method,
    ...responses,
    placed(awsType.integration, integrationOf(integration), integration),
    ...answers.map(([at, props]) => placed(awsType.integrationResponse, props, at)),
  ];
}

/**
 * The responses that the operation declares, and those that only its integration has. That the import makes the latter by
 * itself is what the integration routes of @pulumi/aws-apigateway rely on; AWS's pages do not say it.
 */
function methodResponsesOf(
  part: Part,
  answers: readonly (readonly [Part, Properties])[],
): readonly (readonly [Part, Properties])[] {
  const declared = part.at("responses").entries.map(([statusCode, at]) => {
    const headers = at.at("headers").entries.map(([header]) => [`method.response.header.${header}`, false]);
    return [at, { statusCode, responseParameters: Object.fromEntries(headers) as Properties }] as const;
  });
  const statuses = new Set(declared.map(([, { statusCode }]) => statusCode));
  const made = answers.filter(([, { statusCode }]) => statusCode !== undefined && !statuses.has(statusCode as string));
  return [...declared, ...made.map(([at, { statusCode }]) => [at, { statusCode }] as const)];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-request-validator.html */
function methodOf(definition: Part, part: Part): Properties {
  const { authorization, authorizer, scopes, apiKeyRequired } = authenticationOf(definition, part);
  const validator =
    part.at("x-amazon-apigateway-request-validator").text ??
    definition.at("x-amazon-apigateway-request-validator").text;
  const parameters = part.at("parameters").entries.flatMap(([, parameter]) => {
    const location = { header: "header", query: "querystring", path: "path" }[parameter.at("in").text ?? ""];
    const name = parameter.at("name").text;
    return location === undefined || name === undefined
      ? []
      : [[`method.request.${location}.${name}`, parameter.at("required").value === true] as const];
  });
  return present({
    authorization,
    apiKeyRequired,
    authorizerId: authorizer,
    authorizationScopes: scopes.length > 0 ? scopes : undefined,
    requestValidatorId: validator,
    requestParameters: parameters.length > 0 ? Object.fromEntries(parameters) : undefined,
  });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.gatewayResponse.html */
function gatewayResponseOf(part: Part): Properties {
  return {
    statusCode: part.at("statusCode").text,
    responseParameters: textsOf(part.at("responseParameters")),
    responseTemplates: textsOf(part.at("responseTemplates")),
  };
}

function authorizerOf({ name, scheme, part }: Authorizer): Properties {
  const header = scheme.at("in").text === "header" ? scheme.at("name").text : undefined;
  return present({
    name,
    type: part.at("type").text?.toUpperCase(),
    authorizerUri: part.at("authorizerUri").text,
    authorizerCredentials: part.at("authorizerCredentials").text,
    identitySource:
      part.at("identitySource").text ?? (header === undefined ? undefined : `method.request.header.${header}`),
    identityValidationExpression: part.at("identityValidationExpression").text,
    authorizerResultTtlInSeconds: numberOf(part.at("authorizerResultTtlInSeconds")),
    providerArns: listOf(part.at("providerARNs")),
  });
}
