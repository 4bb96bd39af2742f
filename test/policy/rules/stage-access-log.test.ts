import { stageAccessLog } from "../../../policies/rules/stage-access-log";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const format = (text: string) => change("stage", { "accessLogSettings.format": text });

describeRule(stageAccessLog, {
  finds: {
    "a stage without an access log": {
      stack: change("stage", { accessLogSettings: undefined }),
      found: { stage: ["accessLogSettings is not set: nobody sees which requests failed."] },
    },
    "a log in Apache's format": {
      stack: format('$context.identity.sourceIp "$context.httpMethod" $context.status $context.requestId'),
      found: {
        stage: ["accessLogSettings.format is not JSON.", "accessLogSettings.format lacks the integration's error."],
      },
    },
    "a log without ids": {
      stack: format('{"status":$context.status,"error":"$context.integrationErrorMessage"}'),
      found: { stage: ["accessLogSettings.format lacks the request's id."] },
    },
    "a log with a request's time alone": {
      stack: format('{"at":"$context.requestIdTime","error":"$context.integration.error"}'),
      found: { stage: ["accessLogSettings.format lacks the request's id."] },
    },
  },
  accepts: {
    "numbers without quotes": {
      stack: format(
        '{"id":"$context.extendedRequestId","status":$context.status,"error":"$context.integration.error"}',
      ),
    },
  },
});
