import { stageTracing } from "../../../policies/rules/stage-tracing";
import { awsAssigns } from "../../support/policy";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

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
  },
  accepts: {
    "tracing that is not known yet": { stack: change("stage", { xrayTracingEnabled: awsAssigns(true) }) },
  },
});
