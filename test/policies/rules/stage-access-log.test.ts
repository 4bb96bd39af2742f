import { stageAccessLog } from "../../../policies/rules/stage-access-log";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const format = (text: string) => change("stage", { "accessLogSettings.format": text });

const UNQUOTED =
  "accessLogSettings.format has other variables than status, responseLatency, responseLength, requestTimeEpoch outside of " +
  "quotes: a line with their text, or with the - that stands for none, is not JSON.";

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
    "texts without quotes": {
      stack: format('{"id":$context.requestId,"at":"$context.requestTime","error":"$context.integration.error"}'),
      found: { stage: [UNQUOTED] },
    },
    "a number without quotes that not every request has": {
      stack: format(
        '{"id":"$context.requestId","latency":$context.integration.latency,"error":"$context.integration.error"}',
      ),
      found: { stage: [UNQUOTED] },
    },
    "quotes around what API Gateway quotes itself": {
      stack: format(
        '{"id":"$context.requestId","message":"$context.error.messageString","error":"$context.integration.error"}',
      ),
      found: { stage: [UNQUOTED] },
    },
  },
  accepts: {
    "what API Gateway quotes itself": {
      stack: format(
        '{"id":"$context.requestId","message":$context.error.messageString,"error":"$context.integration.error"}',
      ),
    },
    "numbers without quotes": {
      stack: format(
        '{"id":"$context.extendedRequestId","status":$context.status,"took":$context.responseLatency,"error":"$context.integration.error"}',
      ),
    },
  },
});
