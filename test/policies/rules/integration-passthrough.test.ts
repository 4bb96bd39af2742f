import { integrationPassthrough } from "../../../policies/rules/integration-passthrough";
import { awsAssigns } from "../../support/policy";
import { change, ELSEWHERE } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const passes = (behavior: string) =>
  `passthroughBehavior is ${behavior}: a body of another media type would reach the service as a call that the caller wrote.`;

describeRule(integrationPassthrough, {
  finds: {
    "an integration that says nothing": {
      stack: change("post-integration", { passthroughBehavior: undefined }),
      found: { "post-integration": [passes("not set")] },
    },
    WHEN_NO_MATCH: {
      stack: change("post-integration", { passthroughBehavior: "WHEN_NO_MATCH" }),
      found: { "post-integration": [passes('"WHEN_NO_MATCH"')] },
    },
    "another service than Kinesis": {
      stack: change("post-integration", {
        passthroughBehavior: "WHEN_NO_MATCH",
        requestTemplates: { "application/json": "Action=SendMessage&MessageBody=$util.urlEncode($input.body)" },
        uri: "arn:aws:apigateway:eu-west-1:sqs:path/123456789012/orders",
      }),
      found: { "post-integration": [passes('"WHEN_NO_MATCH"')] },
      also: ELSEWHERE,
    },
    "WHEN_NO_TEMPLATES without a template": {
      stack: change("post-integration", {
        passthroughBehavior: "WHEN_NO_TEMPLATES",
        requestTemplates: undefined,
        uri: "arn:aws:apigateway:eu-west-1:sqs:path/123456789012/orders",
      }),
      found: { "post-integration": [passes('"WHEN_NO_TEMPLATES"')] },
      also: ELSEWHERE,
    },
  },
  accepts: {
    "a MOCK that passes bodies on": { stack: change("get-integration", { passthroughBehavior: "WHEN_NO_MATCH" }) },
    "a file that S3 gives, whatever the caller sends": {
      stack: change("post-integration", {
        integrationHttpMethod: "GET",
        passthroughBehavior: "WHEN_NO_MATCH",
        requestTemplates: undefined,
        uri: "arn:aws:apigateway:eu-west-1:s3:path/orders/index.html",
      }),
      also: ELSEWHERE,
    },
    "WHEN_NO_TEMPLATES with a template: a body of another type is refused": {
      stack: change("post-integration", { passthroughBehavior: "WHEN_NO_TEMPLATES" }),
    },
    "a file that S3 takes: method and path are the call": {
      stack: change("post-integration", {
        integrationHttpMethod: "PUT",
        passthroughBehavior: "WHEN_NO_MATCH",
        requestTemplates: undefined,
        uri: "arn:aws:apigateway:eu-west-1:s3:path/files/{key}",
      }),
      also: ELSEWHERE,
    },
    "a function that takes bodies as they come": {
      stack: change("post-integration", {
        passthroughBehavior: "WHEN_NO_MATCH",
        requestTemplates: undefined,
        uri: awsAssigns("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations"),
      }),
      also: ELSEWHERE,
      phases: ["up"],
    },
  },
});
