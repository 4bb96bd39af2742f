import type { Part } from "./part";

/** Who may call an operation, in the words of API Gateway's methods and routes. */
export interface Authentication {
  /** `NONE`, `AWS_IAM`, `CUSTOM`, `COGNITO_USER_POOLS` or `JWT`. */
  readonly authorization: string;
  /** The scheme whose authorizer decides. */
  readonly authorizer?: string;
  readonly scopes: readonly string[];
  readonly apiKeyRequired: boolean;
}

/** A scheme that API Gateway makes an authorizer of. */
export interface Authorizer {
  readonly name: string;
  readonly scheme: Part;
  /** The value of `x-amazon-apigateway-authorizer`. */
  readonly part: Part;
}

const AUTHORIZER = "x-amazon-apigateway-authorizer";

/** What an authorizer's type makes of the method. */
const AUTHORIZATIONS: Readonly<Record<string, string>> = {
  token: "CUSTOM",
  request: "CUSTOM",
  cognito_user_pools: "COGNITO_USER_POOLS",
  jwt: "JWT",
};

/**
 * The authorizers that a definition declares.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 * @param definition The whole definition.
 * @returns One for each scheme with an authorizer.
 */
export function authorizersOf(definition: Part): readonly Authorizer[] {
  return schemesOf(definition).flatMap(([name, scheme]) => {
    const part = scheme.at(AUTHORIZER);
    return part.isCollection ? [{ name, scheme, part }] : [];
  });
}

/**
 * Who may call an operation. A scheme that API Gateway does not know authenticates nobody: it imports the method without it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-key-usage-plan-oas.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-auth.html
 * @param definition The whole definition, whose security holds where the operation names none.
 * @param operation The operation.
 * @returns What all its requirements ask for together; nothing where one of them is empty, which makes the rest optional.
 */
export function authenticationOf(definition: Part, operation: Part): Authentication {
  const own = operation.at("security");
  const requirements = (own.isCollection ? own : definition.at("security")).entries.map(
    ([, requirement]) => requirement,
  );
  const isOptional = requirements.some((requirement) => requirement.entries.length === 0);
  const asked = isOptional ? [] : requirements.flatMap((requirement) => requirement.entries);
  const schemes = new Map(schemesOf(definition));
  const known = asked.flatMap(([name, scopes]) => {
    const scheme = schemes.get(name);
    const kind = scheme && kindOf(scheme);
    return kind === undefined ? [] : [{ name, kind, scopes: scopes.entries.flatMap(([, scope]) => scope.text ?? []) }];
  });
  const found = known.find(({ kind }) => kind !== "API_KEY");
  const given = operation.at("x-amazon-apigateway-auth").at("type").text?.toUpperCase();
  const authorization = given ?? found?.kind ?? "NONE";
  const isByAuthorizer = authorization === found?.kind && authorization !== "AWS_IAM";
  return {
    authorization,
    scopes: isByAuthorizer ? found.scopes : [],
    apiKeyRequired: known.some(({ kind }) => kind === "API_KEY"),
    ...(isByAuthorizer && { authorizer: found.name }),
  };
}

/** OpenAPI 3 and Swagger 2 keep them in different places. */
const schemesOf = (definition: Part) => [
  ...definition.at("securityDefinitions").entries,
  ...definition.at("components").at("securitySchemes").entries,
];

function kindOf(scheme: Part): string | undefined {
  const authorizer = scheme.at(AUTHORIZER);
  if (authorizer.isCollection) return AUTHORIZATIONS[authorizer.at("type").text?.toLowerCase() ?? ""];
  const authtype = scheme.at("x-amazon-apigateway-authtype").text?.toLowerCase();
  if (authtype !== undefined) return authtype === "awssigv4" ? "AWS_IAM" : undefined;
  const isKey =
    scheme.at("type").text === "apiKey" &&
    scheme.at("in").text === "header" &&
    scheme.at("name").text?.toLowerCase() === "x-api-key";
  return isKey ? "API_KEY" : undefined;
}
