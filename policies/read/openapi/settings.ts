import { isNotKnownYet, type Resource } from "../resource";
import { readDefinition } from "./definition";
import { listOf, numberOf } from "./integration";
import type { Part } from "./part";

/**
 * The settings of a REST API that its body can have as well. An argument wins over the body: the provider sets it once the
 * body is imported. https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/restapi/
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
const SETTINGS: Readonly<Record<string, (definition: Part) => unknown>> = {
  apiKeySource: (definition) => definition.at("x-amazon-apigateway-api-key-source").text?.toUpperCase(),
  binaryMediaTypes: (definition) => listOf(definition.at("x-amazon-apigateway-binary-media-types")),
  disableExecuteApiEndpoint: (definition) =>
    [definition, ...definition.at("servers").entries.map(([, server]) => server)]
      .map((place) => place.at("x-amazon-apigateway-endpoint-configuration").at("disableExecuteApiEndpoint").value)
      .find((disabled) => disabled !== undefined),
  endpointAccessMode: (definition) => definition.at("x-amazon-apigateway-endpoint-access-mode").text?.toUpperCase(),
  minimumCompressionSize: (definition) => numberOf(definition.at("x-amazon-apigateway-minimum-compression-size")),
  policy: (definition) => definition.at("x-amazon-apigateway-policy").value,
  securityPolicy: (definition) => definition.at("x-amazon-apigateway-security-policy").text,
};

/**
 * The properties of a REST API with the settings that its body has and its arguments leave out.
 * @param holder The properties of the resource with the body: the API itself, or a RestApiPut.
 * @param props The API's properties. One that is not known yet, and that the body sets, is what the body says.
 * @returns The same properties with the body's settings. Reading one throws where the body is not known yet.
 */
export function withSettingsOf(holder: Resource["props"], props: Resource["props"]): Resource["props"] {
  const body = bodyOf(holder);
  if (body === undefined) return props;
  return new Proxy(props, {
    get: (target, key, receiver) => {
      const setting = typeof key === "string" && Object.hasOwn(SETTINGS, key) ? SETTINGS[key] : undefined;
      if (setting === undefined) return Reflect.get(target, key, receiver) as unknown;
      const own = valueOrNotKnown(() => Reflect.get(target, key, receiver) as unknown);
      if ("value" in own && isSomething(own.value)) return own.value;
      const fromBody = setting(body());
      if (isSomething(fromBody)) return fromBody;
      if ("notKnown" in own) throw own.notKnown;
      return own.value;
    },
  });
}

/** What gives the definition, or throws where the body is not known yet. A body that nobody can read sets nothing. */
function bodyOf(holder: Resource["props"]): (() => Part) | undefined {
  const found = valueOrNotKnown(() => (holder as Readonly<Record<string, unknown>>).body);
  if ("notKnown" in found) {
    return () => {
      throw found.notKnown;
    };
  }
  if (typeof found.value !== "string" || found.value === "") return undefined;
  try {
    const definition = readDefinition(found.value);
    return () => definition;
  } catch {
    return undefined;
  }
}

function valueOrNotKnown(read: () => unknown): { readonly value: unknown } | { readonly notKnown: Error } {
  try {
    return { value: read() };
  } catch (error) {
    if (isNotKnownYet(error)) return { notKnown: error };
    throw error;
  }
}

/** Whether the provider takes the value for set: see isSet in ../resource. */
const isSomething = (value: unknown): boolean =>
  typeof value === "object" && value !== null ? Object.keys(value).length > 0 : Boolean(value);
