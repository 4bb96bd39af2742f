import { integrationErrorsNotEchoed } from "../../../policies/rules/integration-errors-not-echoed";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ECHO = "Kinesis' own text, with ARNs and account ids, reaches the caller.";
const error = (template: string | undefined) =>
  change("post-400-mapping", {
    responseTemplates: template === undefined ? undefined : { "application/json": template },
  });
const echoes = (head: string, line = 1) => ({
  "post-400-mapping": [
    `the template for application/json, line ${line}, prints ${head}, which says what Kinesis says about the error.`,
  ],
});

describeRule(integrationErrorsNotEchoed, {
  finds: {
    "an error without a template": {
      stack: error(undefined),
      found: { "post-400-mapping": [`has no response template: ${ECHO}`] },
    },
    "the message": { stack: error(`{"error": $input.json('$.message')}`), found: echoes("$input.json") },
    "the whole answer": { stack: error("$input.body"), found: echoes("$input.body") },
    "the whole answer as JSON": { stack: error("$input.json('$')"), found: echoes("$input.json") },
    "the message, escaped, through a variable": {
      stack: error(`#set($m = $util.escapeJavaScript($input.path('$.message')))\n{"error": "$m"}`),
      found: echoes("$m", 2),
    },
    "the whole answer, where no pattern matches": {
      stack: change("post-502-mapping", { responseTemplates: { "application/json": "$input.json('$')" } }),
      found: {
        "post-502-mapping": [
          "the template for application/json, line 1, prints $input.json, which says what Kinesis says about the error.",
        ],
      },
    },
    "the message as Base64": {
      stack: error(`{"error": "$util.base64Encode($input.path('$').message)"}`),
      found: echoes("$util.base64Encode"),
    },
    "the message on one branch": {
      stack: error(`#if($x){"error": "Refused"}#else{"error": "$input.path('$.Message')"}#end`),
      found: echoes("$input.path"),
    },
    "API Gateway's own text of it": {
      stack: error(`{"error": "$context.integrationErrorMessage"}`),
      found: echoes("$context"),
    },
    "the message in a header": {
      stack: error(`#set($context.responseOverride.header.X-Error = $input.path('$.message')){"error": "Refused"}`),
      found: {
        "post-400-mapping": [
          "the template for application/json, line 1, sets a header to what Kinesis says about the error.",
        ],
      },
    },
    "the body as a header": {
      stack: change("post-400-mapping", {
        responseParameters: { "method.response.header.X-Error": "integration.response.body.message" },
      }),
      found: { "post-400-mapping": [`method.response.header.X-Error is from the body of Kinesis' answer: ${ECHO}`] },
    },
    "an error that the response of success finds": {
      stack: change("post-200-mapping", {
        responseTemplates: {
          "application/json": `#if($input.json('$.SequenceNumber').matches('"[0-9]+"')){}#else#set($context.responseOverride.status = 502)$input.body#end`,
        },
      }),
      found: {
        "post-200-mapping": [
          "the template for application/json, line 1, prints $input.body, which says what Kinesis says about the error.",
        ],
      },
    },
  },
  accepts: {
    "the error's type": { stack: error(`{"error": "$input.path('$.__type')"}`) },
    "what was sent": { stack: error(`{"error": "$util.escapeJavaScript($input.params('streamname'))"}`) },
    "a condition on the message": {
      stack: error(
        `#if($input.path('$.message').contains("Rate"))#set($context.responseOverride.status = 429)#end{"error": "Refused"}`,
      ),
    },
    "a header of Kinesis' answer": {
      stack: change("post-400-mapping", {
        responseParameters: { "method.response.header.X-Id": "integration.response.header.x-amzn-RequestId" },
      }),
    },
    "the answer of a success": {
      stack: change("post-200-mapping", {
        responseTemplates: {
          "application/json": `#if($input.json('$.SequenceNumber').matches('"[0-9]+"'))$input.json('$')#else#set($context.responseOverride.status = 502){}#end`,
        },
      }),
    },
  },
});
