import { resourceRule } from "../pack/rule";
import { isSet, textAt } from "../read/resource";
import { type } from "../read/types";

/** What a line must tell, and the variables that tell it. */
const NEEDED = {
  "the request's id": /\$context\.(requestId|extendedRequestId)\b/,
  "the integration's error": /\$context\.(integration\.error|integrationErrorMessage)\b/,
};

export const stageAccessLog = resourceRule({
  name: "stage-access-log",
  description: "Stages write an access log of JSON lines, with the request's id and the integration's error.",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Set accessLogSettings with the ARN of a log group and a format such as " +
    '{"requestId":"$context.requestId","status":"$context.status","integrationError":"$context.integration.error"}.',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
  tags: ["apigateway", "being-seen"],
  types: [type.stage],
  checks: [
    (stage) =>
      isSet(stage, "accessLogSettings") && isSet(stage, "accessLogSettings.destinationArn")
        ? undefined
        : "accessLogSettings is not set: nobody sees which requests failed.",
    (stage) => {
      if (!isSet(stage, "accessLogSettings")) return undefined;
      const format = textAt(stage, "accessLogSettings.format") ?? "";
      const faults = Object.entries(NEEDED)
        .filter(([, variable]) => !variable.test(format))
        .map(([what]) => `accessLogSettings.format lacks ${what}.`);
      return isJson(format) ? faults : ["accessLogSettings.format is not JSON.", ...faults];
    },
  ],
});

/** Whether a line is JSON once its variables are filled in; some of them are numbers and may stand without quotes. */
function isJson(format: string): boolean {
  try {
    const line = JSON.parse(format.replace(/\$context[\w.]*/g, "0")) as unknown;
    return typeof line === "object" && line !== null;
  } catch {
    return false;
  }
}
