import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { callsAws } from "../read/integration";
import { holdsOfSome } from "../read/judgeable";
import { statementsOf } from "../read/policy-document";
import { openStatements } from "../read/public";
import { isTrue, show, textAt, valueAt } from "../read/resource";
import { describeMethod, partsOfSameMethod, restApiOf } from "../read/rest-api";
import { knownAt, knownListAt, pointsAt, sourcesOf, type Stack } from "../read/stack";
import { type } from "../read/types";

export const methodAuthenticated = stackRule({
  name: "method-authenticated",
  description:
    "Every method that reaches an AWS integration requires an API key, IAM, an authorizer, or a resource policy that says who.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: 'Set apiKeyRequired to true on the method, or authorization to "AWS_IAM".',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-key-with-console.html",
  tags: ["apigateway", "security", "authentication"],
  types: [type.method],
  checks: [
    (method, stack) => {
      if (!holdsOfSome(partsOfSameMethod(stack, type.integration, method), callsAws)) return undefined;
      const authorization = textAt(method, "authorization");
      if (authorization !== undefined && authorization !== "NONE") return undefined;
      const apiKeyRequired = valueAt(method, "apiKeyRequired");
      if (isTrue(apiKeyRequired) || isGuarded(method, stack)) return undefined;
      return (
        `${describeMethod(method)} calls AWS for anybody who asks: ` +
        `apiKeyRequired is ${show(apiKeyRequired)}, authorization is ${show(authorization)}.`
      );
    },
  ],
});

/** Whether the resource policy of the method's API says who may ask. A private API without one answers nobody. */
function isGuarded(method: PolicyResource, stack: Stack): boolean {
  const api = restApiOf(stack, method);
  if (api === undefined) return false;
  const apart = stack.ofType(type.restApiPolicy).filter((policy) => pointsAt(policy, "restApiId", api));
  const statements = [api, ...apart].filter(hasPolicy).map((carrier) => statementsOf(valueAt(carrier, "policy")));
  if (statements.flat().length === 0) return knownListAt(api, "endpointConfiguration.types").includes("PRIVATE");
  return statements.every((ofOne) => openStatements(ofOne).length === 0);
}

/** Without one of the program's, the provider computes an empty policy, which a preview does not know. */
const hasPolicy = (carrier: PolicyResource): boolean =>
  knownAt(carrier, "policy") !== undefined || sourcesOf(carrier, "policy").length > 0;
