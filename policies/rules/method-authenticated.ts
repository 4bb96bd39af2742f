import { stackRule } from "../pack/rule";
import { callsAws } from "../read/integration";
import { show, textAt, valueAt } from "../read/resource";
import { nameOfMethod, ofSameMethod } from "../read/rest-api";
import { type } from "../read/types";

export const methodAuthenticated = stackRule({
  name: "method-authenticated",
  description: "Every method that reaches an AWS integration requires an API key, IAM or an authorizer.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: 'Set apiKeyRequired to true on the method, or authorization to "AWS_IAM".',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-key-with-console.html",
  tags: ["apigateway", "api-key"],
  types: [type.method],
  checks: [
    (method, stack) => {
      if (!ofSameMethod(stack, type.integration, method).some(callsAws)) return undefined;
      const authorization = textAt(method, "authorization");
      if (authorization !== undefined && authorization !== "NONE") return undefined;
      const apiKeyRequired = valueAt(method, "apiKeyRequired");
      if (apiKeyRequired === true) return undefined;
      return (
        `${nameOfMethod(method)} calls AWS for anybody who asks: ` +
        `apiKeyRequired is ${show(apiKeyRequired)}, authorization is ${show(authorization)}.`
      );
    },
  ],
});
