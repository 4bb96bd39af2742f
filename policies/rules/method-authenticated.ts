import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { callsAws } from "../read/api/integration";
import { takesRecords } from "../read/api/records-api";
import { describeMethod, partsOfSameMethod, restApiOf } from "../read/api/rest-api";
import { holdsOfSome } from "../read/judgeable";
import { isDeclared } from "../read/openapi/declared";
import { matchesAction, type PolicyStatement, statementsOf } from "../read/permissions/policy-document";
import { methodIn, openStatements } from "../read/permissions/public";
import { isLike } from "../read/permissions/wildcard";
import { isSet, isTrue, show, textAt, valueAt } from "../read/resource";
import { knownAt, knownListAt, pointsAt, sourcesOf, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const methodAuthenticated = stackRule({
  name: "method-authenticated",
  description:
    "Every method that reaches an AWS integration requires an API key, IAM, an authorizer, or a resource policy that says who.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    'Set apiKeyRequired to true on the method, or authorization to "AWS_IAM", and name in the policy of the API who may sign. ' +
    "Make the authorizer of a method in this program, and let administrators alone make accounts of its user pool.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-key-with-console.html",
  tags: ["apigateway", "security", "authentication"],
  types: [awsType.method],
  checks: [
    (method, stack) => {
      if (!holdsOfSome(partsOfSameMethod(stack, awsType.integration, method), callsAws)) return undefined;
      const authorization = textAt(method, "authorization");
      if (authorization !== undefined && authorization !== "NONE") return undefined;
      const apiKeyRequired = valueAt(method, "apiKeyRequired");
      if (isTrue(apiKeyRequired) || isGuarded(method, stack)) return undefined;
      return (
        `${describeMethod(method)} calls AWS for anybody who asks: ` +
        `apiKeyRequired is ${show(apiKeyRequired)}, authorization is ${show(authorization)}.`
      );
    },
    (method, stack) => {
      if (textAt(method, "authorization") !== "AWS_IAM" || !isOpenWithoutKey(method, stack)) return undefined;
      return policiesOfApi(method, stack).some((statements) => openStatements(statements).some(isAbout(method)))
        ? `${describeMethod(method)} calls AWS for every account of AWS: the API's policy lets in whoever signs.`
        : undefined;
    },
    (method, stack) => {
      if (!hasAuthorizer(method) || !isOpenWithoutKey(method, stack) || !takesRecords(method, stack)) return undefined;
      // A body names its authorizers, and does not know their ids.
      if (isDeclared(method) || textAt(method, "authorizerId") === undefined) return undefined;
      return authorizersOf(method, stack).length === 0
        ? `${describeMethod(method)} has an authorizer that is not of this stack: nobody sees here whom it lets in.`
        : undefined;
    },
    (method, stack) => {
      if (!hasAuthorizer(method) || !isOpenWithoutKey(method, stack) || !takesRecords(method, stack)) return undefined;
      const pools = authorizersOf(method, stack).flatMap((authorizer) => poolsOf(authorizer, stack));
      return holdsOfSome(pools, letsAnybodySignUp)
        ? `${describeMethod(method)} calls AWS for whoever signs up: a user pool of its authorizer lets anybody.`
        : undefined;
    },
  ],
});

const isOpenWithoutKey = (method: PolicyResource, stack: Stack): boolean =>
  !isTrue(valueAt(method, "apiKeyRequired")) &&
  holdsOfSome(partsOfSameMethod(stack, awsType.integration, method), callsAws);

const hasAuthorizer = (method: PolicyResource): boolean =>
  ["CUSTOM", "COGNITO_USER_POOLS"].includes(textAt(method, "authorization") ?? "");

/** The authorizers of the stack that a method names. */
const authorizersOf = (method: PolicyResource, stack: Stack): readonly PolicyResource[] =>
  stack.ofType(awsType.authorizer).filter((one) => pointsAt(method, "authorizerId", one));

const USER_POOL = "aws:cognito/userPool:UserPool";

function poolsOf(authorizer: PolicyResource, stack: Stack): readonly PolicyResource[] {
  const arns = knownListAt(authorizer, "providerArns");
  const sources = sourcesOf(authorizer, "providerArns");
  return stack.ofType(USER_POOL).filter((pool) => {
    const arn = knownAt(pool, "arn");
    return sources.includes(pool) || (arn !== undefined && arns.includes(arn));
  });
}

/**
 * Whether people make accounts of a user pool themselves, and no function decides who may.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUserConfigType.html
 */
const letsAnybodySignUp = (pool: PolicyResource): boolean =>
  !isTrue(valueAt(pool, "adminCreateUserConfig.allowAdminCreateUserOnly")) && !isSet(pool, "lambdaConfig.preSignUp");

/** What tells whether a statement of an API's policy is about a method. */
const isAbout =
  (method: PolicyResource) =>
  ({ resources, actions }: PolicyStatement): boolean => {
    const verb = textAt(method, "httpMethod") ?? "";
    return (
      matchesAction(actions, "execute-api:invoke") &&
      resources.some((resource) => verb === "ANY" || isLike(verb, methodIn(resource)))
    );
  };

/** The statements of each policy of the method's API. */
function policiesOfApi(method: PolicyResource, stack: Stack): readonly (readonly PolicyStatement[])[] {
  const api = restApiOf(stack, method);
  if (api === undefined) return [];
  const apart = stack.ofType(awsType.restApiPolicy).filter((policy) => pointsAt(policy, "restApiId", api));
  return [api, ...apart].filter(hasPolicy).map((carrier) => statementsOf(valueAt(carrier, "policy")));
}

/** Whether the resource policy of the method's API says who may ask. A private API without one answers nobody. */
function isGuarded(method: PolicyResource, stack: Stack): boolean {
  const api = restApiOf(stack, method);
  if (api === undefined) return false;
  const statements = policiesOfApi(method, stack);
  if (statements.flat().length === 0) return knownListAt(api, "endpointConfiguration.types").includes("PRIVATE");
  return statements.every((ofOne) => openStatements(ofOne).length === 0);
}

/** Without one of the program's, the provider computes an empty policy, which a preview does not know. */
const hasPolicy = (carrier: PolicyResource): boolean =>
  knownAt(carrier, "policy") !== undefined || sourcesOf(carrier, "policy").length > 0;
