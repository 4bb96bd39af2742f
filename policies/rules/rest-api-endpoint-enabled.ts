import { stackRule } from "../pack/rule";
import { leadsToKinesis } from "../read/kinesis-call";
import { isTrue, valueAt } from "../read/resource";
import { pointsAt } from "../read/stack";
import { type } from "../read/types";

export const restApiEndpointEnabled = stackRule({
  name: "rest-api-endpoint-enabled",
  description: "The endpoint that connectors call is not switched off, unless a custom domain name leads to the API.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Leave disableExecuteApiEndpoint out, or map a custom domain name to the API's stage.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html",
  tags: ["apigateway", "data-loss"],
  types: [type.restApi],
  checks: [
    (api, stack) => {
      if (!isTrue(valueAt(api, "disableExecuteApiEndpoint")) || !leadsToKinesis(api, stack)) return undefined;
      if (stack.ofType(type.basePathMapping).some((mapping) => pointsAt(mapping, "restApi", api))) return undefined;
      return "disableExecuteApiEndpoint is true, and no custom domain name of this stack leads to the API: every record is refused.";
    },
  ],
});
