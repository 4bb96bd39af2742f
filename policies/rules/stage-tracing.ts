import { resourceRule } from "../pack/rule";
import { show, valueAt } from "../read/resource";
import { type } from "../read/types";

export const stageTracing = resourceRule({
  name: "stage-tracing",
  description: "Stages trace requests with X-Ray.",
  severity: "low",
  enforcementLevel: "advisory",
  remediationSteps: "Set xrayTracingEnabled to true.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html",
  tags: ["apigateway", "observability"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "APIGateway.3",
    specification: "API Gateway REST API stages should have AWS X-Ray tracing enabled",
  },
  types: [type.stage],
  checks: [
    (stage) => {
      const enabled = valueAt(stage, "xrayTracingEnabled");
      return enabled === true ? undefined : `xrayTracingEnabled is ${show(enabled)}.`;
    },
  ],
});
