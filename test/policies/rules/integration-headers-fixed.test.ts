import { integrationHeadersFixed } from "../../../policies/rules/integration-headers-fixed";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const CHOOSES = "from the request: a caller chooses what Kinesis is asked to do.";
const parameter = (name: string, source: string) =>
  change("post-integration", {
    requestParameters: {
      "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
      [`integration.request.header.${name}`]: source,
    },
  });
const override = (assignment: string) =>
  change("post-integration", {
    requestTemplates: {
      "application/json": `#set($context.requestOverride.${assignment}){"StreamName": "orders", "PartitionKey": "$context.requestId", "Data": "$util.base64Encode($input.body)"}`,
    },
  });
const OVERRIDDEN = {
  "post-integration": [
    "the template for application/json, line 1, overrides what the call is: of the headers that AWS or HTTP reads, only Content-Type may be set, to 'application/x-amz-json-1.1'.",
  ],
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
    "an action that a template names": {
      stack: override("header.X-Amz-Target = 'Kinesis_20131202.DescribeStream'"),
      found: OVERRIDDEN,
    },
    "another content type": {
      stack: override("header.Content-Type = 'application/x-amz-cbor-1.1'"),
      found: OVERRIDDEN,
    },
    "a content type on one branch that the caller names": {
      stack: override(
        "header.Content-Type = 'application/x-amz-json-1.1')#if($x)#set($context.requestOverride.header.Content-Type = $input.params('t'))#end#set($y = 1",
      ),
      found: OVERRIDDEN,
    },
    "a body in another encoding": { stack: override("header.content-encoding = 'gzip'"), found: OVERRIDDEN },
    "a parameter of the call": { stack: override("querystring.Action = 'DescribeStream'"), found: OVERRIDDEN },
    "the path of the call": { stack: override("path.proxy = $input.params('p')"), found: OVERRIDDEN },
    "the same by the header's name in brackets": {
      stack: override(`header["x-amz-target"] = "Kinesis_20131202.$input.params('action')"`),
      found: OVERRIDDEN,
    },
  },
  accepts: {
    "a literal": { stack: parameter("Content-Type", "'application/x-amz-json-1.1'") },
    "another header of the caller's": { stack: parameter("X-Trace", "method.request.header.X-Trace") },
    "a header that nobody reads": { stack: override("header.X-Trace = $context.requestId") },
    "a template's own word": { stack: override("header.Content-Type = 'application/x-amz-json-1.1'") },
    "the caller's content type where it is not Kinesis that is called": {
      stack: change("get-integration", {
        requestParameters: { "integration.request.header.Content-Type": "method.request.header.Content-Type" },
      }),
    },
  },
});
