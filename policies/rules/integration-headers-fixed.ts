import { resourceRule } from "../pack/rule";
import { templatesOf, textsOf, writesToKinesis } from "../read/integration";
import { type } from "../read/types";

/** What tells Kinesis which call it is and how to read it. */
const OF_THE_CALL = /\bheader\.(x-amz-[\w-]+|content-type)$/i;

const FROM_CALLER = /^(method\.request\.|context\.identity\.userAgent$)/i;

export const integrationHeadersFixed = resourceRule({
  name: "integration-headers-fixed",
  description: "The headers that tell Kinesis which call it is are not the caller's.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave X-Amz-Target to API Gateway, which makes it of the integration's action, and set Content-Type to the literal " +
    "'application/x-amz-json-1.1'.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [type.integration],
  checks: [
    (integration) =>
      writesToKinesis(integration)
        ? textsOf(integration, "requestParameters")
            .filter(([parameter, source]) => OF_THE_CALL.test(parameter) && FROM_CALLER.test(source.trim()))
            .map(([parameter]) => `${parameter} is from the request: a caller chooses what Kinesis is asked to do.`)
        : undefined,
    (integration) =>
      writesToKinesis(integration)
        ? templatesOf(integration)
            .filter(({ template }) =>
              template.overrides.some(({ path, fromCaller }) => fromCaller && OF_THE_CALL.test(path)),
            )
            .map(
              ({ mediaType }) =>
                `the template for ${mediaType} sets a header of the call from the request: a caller chooses what Kinesis is asked to do.`,
            )
        : undefined,
  ],
});
