import { resourceRule } from "../pack/rule";
import { writesToKinesis } from "../read/api/kinesis-call";
import type { PathOverride } from "../read/api/request-template";
import { requestTemplateFindings } from "../read/api/template-findings";
import { literalOf } from "../read/rendering/value";
import { textsOf } from "../read/resource";
import { awsType } from "../read/types";

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
  types: [awsType.integration],
  checks: [
    (integration) =>
      writesToKinesis(integration)
        ? textsOf(integration, "requestParameters")
            .filter(([parameter, source]) => OF_THE_CALL.test(parameter) && FROM_CALLER.test(source.trim()))
            .map(([parameter]) => `${parameter} is from the request: a caller chooses what Kinesis is asked to do.`)
        : undefined,
    (integration) =>
      writesToKinesis(integration)
        ? requestTemplateFindings(integration, ({ overrides }) =>
            overrides.filter((override) => !isHarmless(override)).map(({ line }) => ({ line, message: OVERRIDES })),
          )
        : undefined,
  ],
});

const OVERRIDES =
  "overrides what the call is: of the headers that AWS or HTTP reads, only Content-Type may be set, to 'application/x-amz-json-1.1'.";

/** Headers by which AWS or HTTP is told what a request is. */
const OF_HTTP =
  /^(?:x-amz.*|authorization|host|content-.*|transfer-encoding|connection|expect|te|trailer|upgrade|x-http-method.*)$/;

function isHarmless({ path, values }: PathOverride): boolean {
  const header = /^requestOverride\.header\.([\w-]+)$/.exec(path)?.[1]?.toLowerCase();
  if (header === undefined) return false;
  if (header !== "content-type") return !OF_HTTP.test(header);
  return values.every((value) => value.kind === "nothing" || literalOf(value) === "application/x-amz-json-1.1");
}
