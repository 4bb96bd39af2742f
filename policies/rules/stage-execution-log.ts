import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { isForAllMethods, settingsOf } from "../read/api/stage";
import { show, valueAt } from "../read/resource";
import { awsType } from "../read/types";

export const stageExecutionLog = stackRule({
  name: "stage-execution-log",
  description: "Stages write an execution log of errors.",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps: 'Add MethodSettings with methodPath "*/*" and settings { loggingLevel: "ERROR" }.',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
  tags: ["apigateway", "observability"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "APIGateway.1",
    specification: "API Gateway REST and WebSocket API execution logging should be enabled",
  },
  types: [awsType.stage],
  checks: [
    (stage, stack) => {
      const levels = settingsOf(stage, stack).filter(isForAllMethods).map(levelOf);
      if (levels.some((level) => level === "ERROR" || level === "INFO")) return undefined;
      return levels.length === 0
        ? "no MethodSettings for */* belong to this stage: API Gateway logs no error of its own."
        : `loggingLevel of all methods is ${levels.map(show).join(", ")}.`;
    },
    (stage, stack) =>
      settingsOf(stage, stack)
        .filter((settings) => !isForAllMethods(settings) && levelOf(settings) === "OFF")
        .map(
          ({ name }) => `${name} sets the loggingLevel of some methods to "OFF": API Gateway logs no error of theirs.`,
        ),
  ],
});

const levelOf = (settings: PolicyResource) => valueAt(settings, "settings.loggingLevel");
