import type { Fixture } from "./policy";

/** The discrete resources that a body can declare. */
const PARTS: Readonly<Record<string, "resource" | "method" | "integration" | "answer" | "declared" | "gateway">> = {
  "aws:apigateway/resource:Resource": "resource",
  "aws:apigateway/method:Method": "method",
  "aws:apigateway/integration:Integration": "integration",
  "aws:apigateway/integrationResponse:IntegrationResponse": "answer",
  "aws:apigateway/methodResponse:MethodResponse": "declared",
  "aws:apigateway/response:Response": "gateway",
};

type Json = Record<string, unknown>;

/** A stack whose REST API is described by a body, and the resources that went into it. */
export interface InBody {
  readonly stack: readonly Fixture[];
  readonly moved: ReadonlySet<string>;
}

/**
 * Moves the discrete resources of a stack's one REST API into its body, as the OpenAPI text that makes the same API.
 * @param stack Fixtures; the API is named `api`.
 * @returns The stack with a body; undefined if no body can say the same: two answers to the same statuses, parts of another API.
 */
export function inBody(stack: readonly Fixture[]): InBody | undefined {
  const apis = stack.filter(({ type }) => type === "aws:apigateway/restApi:RestApi");
  const parts = stack.filter(({ type }) => type in PARTS);
  if (apis.length !== 1 || parts.length === 0 || "body" in apis[0]!.inputs) return undefined;
  const api = apis[0]!;
  if (!parts.every((part) => isOf(part, api))) return undefined;
  const document = documentOf(parts);
  if (document === undefined) return undefined;
  const moved = new Set(parts.map(({ name }) => name));
  const rest = stack
    .filter(({ name }) => !moved.has(name))
    .map((fixture) => ({ ...fixture, edges: without(fixture, moved) }));
  const body = { assigned: JSON.stringify(document) };
  return {
    moved,
    stack: rest.map((one) => (one.name === api.name ? { ...one, inputs: { ...one.inputs, body } } : one)),
  };
}

const without = ({ edges = {} }: Fixture, moved: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(edges).map(([key, names]) => [key, names.filter((name) => !moved.has(name))]));

const isOf = ({ edges = {}, inputs }: Fixture, api: Fixture): boolean =>
  [...(edges.restApi ?? []), ...(edges.restApiId ?? [])].includes(api.name) ||
  [known(inputs.restApi), known(inputs.restApiId)].includes(known(api.outputs?.id));

/** A value that AWS assigns is known in a body: whoever writes one has waited for it. */
function known(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if ("assigned" in value) return value.assigned;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, known(item)]));
}

function documentOf(parts: readonly Fixture[]): Json | undefined {
  const paths: Record<string, Record<string, Json>> = {};
  const schemes: Json = {};
  const gateway: Json = {};
  const order = ["method", "integration", "declared", "answer", "gateway"];
  for (const kind of order) {
    for (const { type, inputs, edges = {} } of parts) {
      if (PARTS[type] !== kind) continue;
      const given = known(inputs) as Json;
      if (kind === "gateway") {
        gateway[String(given.responseType)] = given;
        continue;
      }
      const [resource] = edges.resourceId ?? [];
      const path =
        textOf(parts.find(({ name }) => name === resource)?.inputs.pathPart ?? given.resourceId) ?? "kinesis";
      const verb =
        given.httpMethod === "ANY" ? "x-amazon-apigateway-any-method" : String(given.httpMethod).toLowerCase();
      const item = (paths[`/${path}`] ??= {});
      if (kind === "method") item[verb] = { responses: {}, security: securityOf(given, schemes) };
      const operation = item[verb];
      if (operation === undefined || !put(operation, kind, given)) return undefined;
    }
  }
  return {
    openapi: "3.0.1",
    paths,
    components: { securitySchemes: schemes },
    "x-amazon-apigateway-gateway-responses": gateway,
  };
}

/** Whether a part fits into the operation: each status has one response, and each pattern one answer. */
function put(operation: Json, kind: string, given: Json): boolean {
  const integration = operation["x-amazon-apigateway-integration"] as { responses: Json } | undefined;
  const { type, integrationHttpMethod, timeoutMilliseconds, passthroughBehavior, selectionPattern, ...rest } = given;
  if (kind === "integration") {
    if (integration !== undefined) return false;
    operation["x-amazon-apigateway-integration"] = {
      ...rest,
      type: lower(type),
      httpMethod: integrationHttpMethod,
      timeoutInMillis: timeoutMilliseconds,
      passthroughBehavior: lower(passthroughBehavior),
      responses: {},
    };
  }
  if (kind === "declared") (operation.responses as Json)[textOf(given.statusCode) ?? ""] = { description: "" };
  if (kind === "answer") {
    const pattern = textOf(selectionPattern) ?? "default";
    if (integration === undefined || pattern in integration.responses) return false;
    integration.responses[pattern] = rest;
  }
  return true;
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const lower = (value: unknown): unknown => (typeof value === "string" ? value.toLowerCase() : value);

function securityOf({ apiKeyRequired, authorization }: Json, schemes: Json): readonly Json[] {
  const kind = typeof authorization === "string" && !["", "NONE"].includes(authorization) ? authorization : undefined;
  const header = { type: "apiKey", in: "header", name: "Authorization" };
  if (apiKeyRequired === true) schemes.key = { type: "apiKey", in: "header", name: "x-api-key" };
  if (kind === "AWS_IAM") {
    schemes.AWS_IAM = { ...header, "x-amazon-apigateway-authtype": "awsSigv4" };
  } else if (kind !== undefined) {
    const type = { CUSTOM: "token", COGNITO_USER_POOLS: "cognito_user_pools" }[kind];
    schemes[kind] = { ...header, "x-amazon-apigateway-authtype": "custom", "x-amazon-apigateway-authorizer": { type } };
  }
  return [...(apiKeyRequired === true ? [{ key: [] }] : []), ...(kind === undefined ? [] : [{ [kind]: [] }])];
}
