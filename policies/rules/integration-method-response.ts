import { stackRule } from "../pack/rule";
import { partsOfSameMethod } from "../read/api/rest-api";
import { show, textAt } from "../read/resource";
import { awsType } from "../read/types";

export const integrationMethodResponse = stackRule({
  name: "integration-method-response",
  description: "Every status of an integration response is declared by a method response.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Add a MethodResponse with this statusCode, and take the integration response's statusCode from it.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-response.html",
  tags: ["apigateway", "data-loss"],
  types: [awsType.integrationResponse],
  checks: [
    (response, stack) => {
      const statusCode = textAt(response, "statusCode");
      const declared = partsOfSameMethod(stack, awsType.methodResponse, response);
      return declared.some((candidate) => textAt(candidate, "statusCode") === statusCode)
        ? undefined
        : `the method declares no response with statusCode ${show(statusCode)}: AWS refuses the mapping.`;
    },
  ],
});
