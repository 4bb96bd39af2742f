import { apiKeyNotPrinted } from "../../../policies/rules/api-key-not-printed";
import { change, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const format = (key: string) =>
  change("stage", {
    "accessLogSettings.format": JSON.stringify({ id: "$context.requestId", error: "$context.integration.error", key }),
  });

describeRule(apiKeyNotPrinted, {
  finds: {
    "a log of keys": {
      stack: format("$context.identity.apiKey"),
      found: { stage: ["accessLogSettings.format prints the caller's API key into the log."] },
    },
    "a template that sends the key on": {
      stack: change("get-integration", {
        requestTemplates: { "application/json": `{"k": "$input.params('x-api-key')"}` },
      }),
      found: {
        "get-integration": ["the template for application/json in requestTemplates prints the caller's API key."],
      },
    },
    "a response that tells the key": {
      stack: change("post-502-mapping", { responseTemplates: { "application/json": "${context.identity.apiKey}" } }),
      found: {
        "post-502-mapping": ["the template for application/json in responseTemplates prints the caller's API key."],
      },
    },
    "a gateway response that tells the key": {
      stack: plus({
        type: "aws:apigateway/response:Response",
        name: "denied",
        inputs: { responseTemplates: { "application/json": `{"k": "$context.identity.apiKey"}` } },
      }),
      found: { denied: ["the template for application/json in responseTemplates prints the caller's API key."] },
    },
  },
  accepts: { "a log of the keys' ids": { stack: format("$context.identity.apiKeyId") } },
});
