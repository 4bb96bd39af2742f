import { resourceRule } from "../pack/rule";
import { bodyTypes, declaredBy, definitionOf } from "../read/openapi/bodies";
import { Unreadable } from "../read/unreadable";

export const apiBodyReadable = resourceRule({
  name: "api-body-readable",
  description: "The OpenAPI body of an API can be read, so that the rules judge what it declares.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Write the body as OpenAPI 3 or Swagger 2.0, in one document of JSON or YAML, or declare the API's parts as resources.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html",
  tags: ["apigateway", "data-loss"],
  types: bodyTypes,
  checks: [
    (api) => {
      try {
        if (definitionOf(api) !== undefined) declaredBy(api);
        return undefined;
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        return `body could not be read, so no rule judges what it declares: ${error.message}.`;
      }
    },
  ],
});
