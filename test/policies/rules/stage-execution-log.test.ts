import { stageExecutionLog } from "../../../policies/rules/stage-execution-log";
import { change, changeFixture, pipeline, plus, without } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const NONE = "no MethodSettings for */* belong to this stage: API Gateway logs no error of its own.";

const all = pipeline.find(({ name }) => name === "method-settings")!;
const ofOneMethod = (loggingLevel: string) => ({
  ...all,
  name: "one-method",
  inputs: { ...all.inputs, methodPath: "kinesis/POST", settings: { loggingLevel } },
});

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
    "a log that is switched off for one method": {
      stack: plus(ofOneMethod("OFF")),
      found: {
        stage: ['one-method sets the loggingLevel of some methods to "OFF": API Gateway logs no error of theirs.'],
      },
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
    "another level for one method": { stack: plus(ofOneMethod("INFO")) },
    "the level INFO": { stack: change("method-settings", { "settings.loggingLevel": "INFO" }) },
    "settings that name their stage by a string": {
      stack: changeFixture("method-settings", (settings) => ({ ...settings, edges: { restApi: ["api"] } })),
    },
  },
});
