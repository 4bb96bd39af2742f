import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { holdsOfSome } from "../read/judgeable";
import { mayWrite } from "../read/permissions/role-permissions";
import { show, textAt } from "../read/resource";
import { knownAt, referenceKey, sourcesOf, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const httpApiRouteAuthenticated = stackRule({
  name: "http-api-route-authenticated",
  description: "Routes of HTTP and WebSocket APIs that may lead to a stream require IAM or an authorizer.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    'Set authorizationType to "AWS_IAM", or to "JWT" or "CUSTOM" with an authorizerId. A WebSocket API asks on its route $connect.',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
  tags: ["apigateway", "security", "authentication"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "APIGateway.8",
    specification: "API Gateway routes should specify an authorization type",
  },
  types: [awsType.httpApiRoute],
  checks: [
    (route, stack) => {
      const asked = doorOf(route, stack);
      const authorization = asked && textAt(asked, "authorizationType");
      if (authorization !== undefined && authorization !== "NONE") return undefined;
      if (!holdsOfSome(targetsOf(route, stack), (integration) => mayReachStream(integration, stack))) return undefined;
      return asked === route
        ? `calls AWS for anybody who asks: authorizationType is ${show(authorization)}.`
        : "calls AWS for anybody who connects: the API's route $connect asks nobody who they are.";
    },
  ],
});

/** The route that says who may call: of a WebSocket API, $connect alone does. */
function doorOf(route: PolicyResource, stack: Stack): PolicyResource | undefined {
  const [api] = sourcesOf(route, "apiId", awsType.httpApi);
  if (api === undefined || knownAt(api, "protocolType") !== "WEBSOCKET") return route;
  const id = referenceKey(route, "apiId");
  return stack
    .ofType(awsType.httpApiRoute)
    .find((other) => knownAt(other, "routeKey") === "$connect" && referenceKey(other, "apiId") === id);
}

function targetsOf(route: PolicyResource, stack: Stack): readonly PolicyResource[] {
  const sources = sourcesOf(route, "target", awsType.httpApiIntegration);
  if (sources.length > 0) return sources;
  const target = knownAt(route, "target");
  return stack
    .ofType(awsType.httpApiIntegration)
    .filter((one) => target === `integrations/${String(knownAt(one, "id"))}`);
}

/**
 * Whether a call may end in a stream: an integration with a service of AWS, or with a function, unless the stack shows all that
 * the function may do, and it may not write.
 */
function mayReachStream(integration: PolicyResource, stack: Stack): boolean {
  if (!["AWS", "AWS_PROXY"].includes(textAt(integration, "integrationType") ?? "")) return false;
  const functions = sourcesOf(integration, "integrationUri", awsType.lambdaFunction);
  if (functions.length === 0) return true;
  return holdsOfSome(functions, (handler) => {
    const roles = sourcesOf(handler, "role", awsType.role);
    return roles.length === 0 || holdsOfSome(roles, (role) => mayWrite(role, stack));
  });
}
