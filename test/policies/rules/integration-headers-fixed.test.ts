import { integrationHeadersFixed } from "../../../policies/rules/integration-headers-fixed";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const CHOOSES = "from the request: a caller chooses what Kinesis is asked to do.";
const parameter = (name: string, source: string) =>
  change("post-integration", { requestParameters: { [`integration.request.header.${name}`]: source } });
const override = (assignment: string) =>
  change("post-integration", {
    requestTemplates: {
      "application/json": `#set($context.requestOverride.${assignment}){"StreamName": "orders", "PartitionKey": "1", "Data": "$util.base64Encode($input.body)"}`,
    },
  });
const OVERRIDDEN = {
  "post-integration": [`the template for application/json sets a header of the call ${CHOOSES}`],
};

describeRule(integrationHeadersFixed, {
  finds: {
    "an action that the caller names": {
      stack: parameter("X-Amz-Target", "method.request.header.X-Amz-Target"),
      found: { "post-integration": [`integration.request.header.X-Amz-Target is ${CHOOSES}`] },
    },
    "the caller's content type": {
      stack: parameter("content-type", "method.request.querystring.type"),
      found: { "post-integration": [`integration.request.header.content-type is ${CHOOSES}`] },
    },
    "an action that a template takes from the caller": {
      stack: override("header.X-Amz-Target = $input.params('target')"),
      found: OVERRIDDEN,
    },
    "the same by the header's name in brackets": {
      stack: override(`header["x-amz-target"] = "Kinesis_20131202.$input.params('action')"`),
      found: OVERRIDDEN,
    },
  },
  accepts: {
    "a literal": { stack: parameter("Content-Type", "'application/x-amz-json-1.1'") },
    "another header of the caller's": { stack: parameter("X-Trace", "method.request.header.X-Trace") },
    "a template's own word": { stack: override("header.Content-Type = 'application/x-amz-json-1.1'") },
    "the caller's content type where it is not Kinesis that is called": {
      stack: change("get-integration", {
        requestParameters: { "integration.request.header.Content-Type": "method.request.header.Content-Type" },
      }),
    },
  },
});
