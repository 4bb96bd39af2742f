import type { PolicyResource } from "@pulumi/policy";

import { textAt } from "../resource";
import { sourcesOf } from "../stack";
import { awsType } from "../types";
import { declare, type DeclaredResource } from "./declared";
import { operationsOf } from "./definition";
import { httpIntegrationOf, listOf, present, type Properties } from "./integration";
import type { Part } from "./part";
import { authenticationOf, authorizersOf } from "./security";

/** The types that the body of an HTTP API declares. */
export const HTTP_TYPES: readonly string[] = [
  awsType.httpApiIntegration,
  awsType.httpApiRoute,
  awsType.httpApiAuthorizer,
];

/**
 * What the body of an HTTP API declares.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 * @param definition The whole definition.
 * @param api The resource with the body.
 * @param id The API's id, if it is known.
 * @returns Integrations, routes and authorizers.
 * @throws Unreadable if it has too many operations, or refers to other documents.
 */
export function declaredByHttpApi(definition: Part, api: PolicyResource, id: unknown): readonly DeclaredResource[] {
  const place = present({ apiId: id });
  const edges = { apiId: [api] };
  return [
    ...operationsOf(definition).flatMap(({ path, verb, part }) => {
      const name = path === "/$default" ? "$default" : `${verb} ${path}`;
      const at = part.at("x-amazon-apigateway-integration");
      const integration = at.isCollection
        ? declare(api, {
            type: awsType.httpApiIntegration,
            name,
            props: { ...place, id: name, ...httpIntegrationOf(at) },
            at,
            edges,
          })
        : undefined;
      const target = integration && [integration];
      const props = {
        ...place,
        routeKey: name,
        ...routeOf(definition, part),
        ...(target && { target: `integrations/${name}` }),
      };
      const route = {
        type: awsType.httpApiRoute,
        name,
        props,
        at: part,
        edges: { ...edges, ...(target && { target }) },
      };
      return [...(target ?? []), declare(api, route)];
    }),
    ...authorizersOf(definition).map(({ name, part: at }) => {
      const props = { ...place, name, ...authorizerOf(at) };
      return declare(api, { type: awsType.httpApiAuthorizer, name, props, at, edges });
    }),
  ];
}

/**
 * What an HTTP API makes of its argument `target`, with neither template nor authorizer: quick create.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop.html
 * @param api The HTTP API.
 * @param id The API's id, if it is known.
 * @returns An integration and a route; none without a target.
 * @throws What {@link textAt} throws where the target is not known yet.
 */
export function declaredByTarget(api: PolicyResource, id: unknown): readonly DeclaredResource[] {
  const uri = textAt(api, "target");
  if (uri === undefined) return [];
  const name = textAt(api, "routeKey") ?? "$default";
  const place = present({ apiId: id });
  const integration = declare(api, {
    type: awsType.httpApiIntegration,
    name,
    props: {
      ...place,
      ...present({ id: name, integrationUri: uri, credentialsArn: textAt(api, "credentialsArn") }),
      integrationType: uri.startsWith("arn:") ? "AWS_PROXY" : "HTTP_PROXY",
    },
    edges: { apiId: [api], integrationUri: sourcesOf(api, "target") },
  });
  const route = declare(api, {
    type: awsType.httpApiRoute,
    name,
    props: { ...place, routeKey: name, authorizationType: "NONE", target: `integrations/${name}` },
    edges: { apiId: [api], target: [integration] },
  });
  return [integration, route];
}

function routeOf(definition: Part, part: Part): Properties {
  const { authorization, authorizer, scopes } = authenticationOf(definition, part);
  return present({
    authorizationType: authorization,
    authorizerId: authorizer,
    authorizationScopes: scopes.length > 0 ? scopes : undefined,
  });
}

function authorizerOf(part: Part): Properties {
  const jwt = part.at("jwtConfiguration");
  return present({
    authorizerType: part.at("type").text?.toUpperCase(),
    authorizerUri: part.at("authorizerUri").text,
    authorizerCredentialsArn: part.at("authorizerCredentials").text,
    identitySources: listOf(part.at("identitySource")) ?? part.at("identitySource").text,
    jwtConfiguration: jwt.isCollection
      ? present({ issuer: jwt.at("issuer").text, audiences: listOf(jwt.at("audience")) })
      : undefined,
  });
}
