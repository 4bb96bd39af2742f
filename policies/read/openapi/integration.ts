import type { Part } from "./part";

/** Properties of a resource, by name; what the definition leaves out is not there. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * The integration of an operation of a REST API, in the words of the discrete resource.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 * @param part The value of `x-amazon-apigateway-integration`.
 * @returns The properties of an `aws.apigateway.Integration`.
 */
export function integrationOf(part: Part): Properties {
  return present({
    type: part.at("type").text?.toUpperCase(),
    uri: part.at("uri").text,
    integrationHttpMethod: part.at("httpMethod").text?.toUpperCase(),
    credentials: part.at("credentials").text,
    connectionType: part.at("connectionType").text?.toUpperCase(),
    connectionId: part.at("connectionId").text,
    contentHandling: part.at("contentHandling").text?.toUpperCase(),
    passthroughBehavior: part.at("passthroughBehavior").text?.toUpperCase(),
    requestParameters: textsOf(part.at("requestParameters")),
    requestTemplates: textsOf(part.at("requestTemplates")),
    timeoutMilliseconds: numberOf(part.at("timeoutInMillis")),
    cacheKeyParameters: listOf(part.at("cacheKeyParameters")),
    cacheNamespace: part.at("cacheNamespace").text,
    responseTransferMode: part.at("responseTransferMode").text?.toUpperCase(),
    tlsConfig: tlsConfigOf(part.at("tlsConfig")),
  });
}

/**
 * The integration responses of an operation of a REST API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration-responses.html
 * @param part The value of `x-amazon-apigateway-integration`.
 * @returns For each response where it is, and the properties of an `aws.apigateway.IntegrationResponse`; `default` has no pattern.
 */
export function integrationResponsesOf(part: Part): readonly (readonly [Part, Properties])[] {
  return part.at("responses").entries.map(([pattern, response]) => [
    response,
    present({
      statusCode: response.at("statusCode").text,
      selectionPattern: pattern === "default" ? undefined : pattern,
      contentHandling: response.at("contentHandling").text?.toUpperCase(),
      responseParameters: textsOf(response.at("responseParameters")),
      responseTemplates: textsOf(response.at("responseTemplates")),
    }),
  ]);
}

/**
 * The integration of an operation of an HTTP API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 * @param part The value of `x-amazon-apigateway-integration`.
 * @returns The properties of an `aws.apigatewayv2.Integration`.
 */
export function httpIntegrationOf(part: Part): Properties {
  return present({
    integrationType: part.at("type").text?.toUpperCase(),
    integrationSubtype: part.at("integrationSubtype").text,
    integrationUri: part.at("uri").text,
    integrationMethod: part.at("httpMethod").text?.toUpperCase(),
    credentialsArn: part.at("credentials").text,
    connectionType: part.at("connectionType").text?.toUpperCase(),
    connectionId: part.at("connectionId").text,
    payloadFormatVersion: part.at("payloadFormatVersion").text,
    requestParameters: textsOf(part.at("requestParameters")),
    responseParameters: part.at("responseParameters").entries.map(([statusCode, mappings]) => ({
      statusCode,
      mappings: textsOf(mappings) ?? {},
    })),
    timeoutMilliseconds: numberOf(part.at("timeoutInMillis")),
    tlsConfig: tlsConfigOf(part.at("tlsConfig")),
  });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration-tls-config.html */
function tlsConfigOf(part: Part): Properties | undefined {
  if (!part.isCollection) return undefined;
  return present({
    insecureSkipVerification: part.at("insecureSkipVerification").value,
    serverNameToVerify: part.at("serverNameToVerify").text,
  });
}

/**
 * The texts of a map.
 * @param part A map, such as one of templates by media type.
 * @returns The texts by key; undefined if there is no map.
 */
export function textsOf(part: Part): Readonly<Record<string, string>> | undefined {
  if (!part.isCollection) return undefined;
  return Object.fromEntries(part.entries.flatMap(([key, { text }]) => (text === undefined ? [] : [[key, text]])));
}

/**
 * The texts of a list.
 * @param part A list.
 * @returns Its texts; undefined if there is no list.
 */
export function listOf(part: Part): readonly string[] | undefined {
  return part.isCollection ? part.entries.flatMap(([, { text }]) => text ?? []) : undefined;
}

/**
 * A number, however it is spelled.
 * @param part A number, or a text of one.
 * @returns The number; undefined if there is none.
 */
export function numberOf(part: Part): number | undefined {
  const number = part.text === undefined || part.text === "" ? NaN : Number(part.text);
  return Number.isNaN(number) ? undefined : number;
}

/**
 * Leaves out what is not there, as a program does.
 * @param properties Some of them undefined.
 * @returns The others.
 */
export function present(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
