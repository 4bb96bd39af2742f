import { resourceRule } from "../pack/rule";
import { isSet, textAt } from "../read/resource";
import { awsType } from "../read/types";

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
  tags: ["apigateway", "observability"],
  types: [awsType.stage],
  checks: [
    (stage) =>
      isSet(stage, "accessLogSettings") && isSet(stage, "accessLogSettings.destinationArn")
        ? undefined
        : "accessLogSettings is not set: nobody sees which requests failed.",
    (stage) => {
      if (!isSet(stage, "accessLogSettings")) return undefined;
      const format = textAt(stage, "accessLogSettings.format") ?? "";
      const missing = Object.entries(NEEDED)
        .filter(([, variable]) => !variable.test(format))
        .map(([what]) => `accessLogSettings.format lacks ${what}.`);
      if (isJson(fillIn(format))) return missing;
      return isJson(format.replace(VARIABLE, "0"))
        ? [
            `accessLogSettings.format has other variables than ${NUMBERS.join(", ")} outside of quotes: ${UNQUOTED}`,
            ...missing,
          ]
        : ["accessLogSettings.format is not JSON.", ...missing];
    },
  ],
});

const VARIABLE = /\$context[\w.]*/g;

/** The variables that are a number in every line; others are texts, or - where a request has none. */
const NUMBERS = ["status", "responseLatency", "responseLength", "requestTimeEpoch"];
const UNQUOTED = "a line with their text, or with the - that stands for none, is not JSON.";

/** The format with its variables filled in. API Gateway puts quotes around a messageString itself. */
function fillIn(format: string): string {
  return format.replace(VARIABLE, (variable) => {
    const name = variable.slice("$context.".length);
    if (name === "error.messageString") return '"x"';
    return NUMBERS.includes(name) ? "0" : "x";
  });
}

function isJson(text: string): boolean {
  try {
    const line = JSON.parse(text) as unknown;
    return typeof line === "object" && line !== null;
  } catch {
    return false;
  }
}
