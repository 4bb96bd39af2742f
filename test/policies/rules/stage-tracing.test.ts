import { stageTracing } from "../../../policies/rules/stage-tracing";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const sampling = (inputs: Fixture["inputs"]): Fixture => ({
  type: "aws:xray/samplingRule:SamplingRule",
  name: "rule",
  inputs: {
    region: "eu-west-1",
    fixedRate: 0,
    reservoirSize: 0,
    httpMethod: "*",
    serviceName: "*",
    serviceType: "*",
    ...inputs,
  },
});

describeRule(stageTracing, {
  finds: {
    "a stage that does not trace": {
      stack: change("stage", { xrayTracingEnabled: undefined }),
      found: { stage: ["xrayTracingEnabled is not set."] },
    },
    "tracing switched off": {
      stack: change("stage", { xrayTracingEnabled: false }),
      found: { stage: ["xrayTracingEnabled is false."] },
    },
    "a sampling rule that takes all requests and traces none": {
      stack: plus(sampling({})),
      found: { rule: ["samples no request of an API."] },
    },
    "a sampling rule that traces none of an API's records": {
      stack: plus(sampling({ serviceType: "AWS::ApiGateway::Stage", serviceName: "orders/dev", httpMethod: "POST" })),
      found: { rule: ["samples no request of an API."] },
    },
    "a sampling rule that says it with wildcards": {
      stack: plus(sampling({ serviceType: "AWS::ApiGateway::*", serviceName: "or*s?dev", httpMethod: "P*T" })),
      found: { rule: ["samples no request of an API."] },
    },
  },
  accepts: {
    "a sampling rule of other methods": { stack: plus(sampling({ serviceName: "*prod*", httpMethod: "P?T" })) },
    "a sampling rule of other types": { stack: plus(sampling({ serviceType: "AWS::E*", serviceName: "*prod*" })) },
    "a sampling rule that traces some": { stack: plus(sampling({ reservoirSize: 1 })) },
    "a sampling rule of another service": {
      stack: plus(sampling({ serviceType: "AWS::EC2::Instance", serviceName: "billing" })),
    },
    "a sampling rule of health checks": { stack: plus(sampling({ httpMethod: "GET" })) },
    "tracing that is not known yet": { stack: change("stage", { xrayTracingEnabled: awsAssigns(true) }) },
  },
});
