import { stageExecutionLog } from "../../../policies/rules/stage-execution-log";
import { change, changeFixture, without } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const NONE = "no MethodSettings for */* belong to this stage: API Gateway logs no error of its own.";

describeRule(stageExecutionLog, {
  finds: {
    "a stage without settings": { stack: without("method-settings"), found: { stage: [NONE] } },
    "settings of one method": {
      stack: change("method-settings", { methodPath: "kinesis/POST" }),
      found: { stage: [NONE] },
    },
    "a log that is switched off": {
      stack: change("method-settings", { "settings.loggingLevel": "OFF" }),
      found: { stage: ['loggingLevel of all methods is "OFF".'] },
    },
    "settings without a level": {
      stack: change("method-settings", { "settings.loggingLevel": undefined }),
      found: { stage: ["loggingLevel of all methods is not set."] },
    },
    "the settings of another stage": {
      stack: changeFixture("method-settings", (settings) => ({
        ...settings,
        inputs: { ...settings.inputs, stageName: "prod" },
        edges: { restApi: ["api"] },
      })),
      found: { stage: [NONE] },
    },
  },
  accepts: {
    "the level INFO": { stack: change("method-settings", { "settings.loggingLevel": "INFO" }) },
    "settings that name their stage by a string": {
      stack: changeFixture("method-settings", (settings) => ({ ...settings, edges: { restApi: ["api"] } })),
    },
  },
});
