import { resourceRule } from "../pack/rule";
import { isSet } from "../read/resource";
import { type } from "../read/types";

export const restApiNoBody = resourceRule({
  name: "rest-api-no-body",
  description: "REST APIs are made of resources that this pack can read.",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Declare methods, integrations and responses as resources. Where an OpenAPI body has to be, review it by hand.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/restapi/",
  tags: ["apigateway", "data-loss"],
  types: [type.restApi, type.restApiPut],
  checks: [
    (api) =>
      isSet(api, "body")
        ? "body is set: no rule of this pack reads OpenAPI, and what it declares goes unjudged."
        : undefined,
  ],
});
