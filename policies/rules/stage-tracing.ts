import { resourceRule } from "../pack/rule";
import { hasWildcard, isLike } from "../read/permissions/wildcard";
import { type Resource, show, textAt, valueAt } from "../read/resource";
import { awsType } from "../read/types";

export const stageTracing = resourceRule({
  name: "stage-tracing",
  description: "Stages trace requests with X-Ray.",
  severity: "low",
  enforcementLevel: "advisory",
  remediationSteps:
    "Set xrayTracingEnabled to true. Give a sampling rule that fits the API a fixedRate or a reservoirSize.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html",
  tags: ["apigateway", "observability"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "APIGateway.3",
    specification: "API Gateway REST API stages should have AWS X-Ray tracing enabled",
  },
  types: [awsType.stage, awsType.samplingRule],
  checks: [
    (rule) =>
      rule.type === awsType.samplingRule && samplesNothing(rule) ? "samples no request of an API." : undefined,
    (stage) => {
      if (stage.type !== awsType.stage) return undefined;
      const enabled = valueAt(stage, "xrayTracingEnabled");
      return enabled === true ? undefined : `xrayTracingEnabled is ${show(enabled)}.`;
    },
  ],
});

/**
 * Whether a rule takes requests of an API and traces none of them. X-Ray's name of the service is `api/stage`; a wildcard may
 * stand for the slash, too.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-configuring-xray-sampling-rules.html
 */
function samplesNothing(rule: Resource): boolean {
  const isOf = (path: string, value: string): boolean => isLike(value, textAt(rule, path) ?? "*");
  const name = textAt(rule, "serviceName") ?? "*";
  return (
    (valueAt(rule, "fixedRate") ?? 0) === 0 &&
    (valueAt(rule, "reservoirSize") ?? 0) === 0 &&
    isOf("serviceType", "AWS::ApiGateway::Stage") &&
    isOf("httpMethod", "POST") &&
    (name.includes("/") || hasWildcard(name))
  );
}
