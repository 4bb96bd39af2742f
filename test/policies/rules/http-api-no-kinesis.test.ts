import { httpApiNoKinesis } from "../../../policies/rules/http-api-no-kinesis";
import type { Fixture } from "../../support/policy";
import { describeRule } from "../../support/policy-rule";

const integration = (inputs: Readonly<Record<string, unknown>>): readonly Fixture[] => [
  { type: "aws:apigatewayv2/api:Api", name: "http", inputs: { region: "eu-west-1", protocolType: "HTTP" } },
  {
    type: "aws:apigatewayv2/integration:Integration",
    name: "put",
    inputs: { region: "eu-west-1", integrationType: "AWS_PROXY", ...inputs },
  },
];
const put = (streamName: string) =>
  integration({
    integrationSubtype: "Kinesis-PutRecord",
    requestParameters: { StreamName: streamName, Data: "$request.body", PartitionKey: "$context.requestId" },
  });

const UNJUDGED =
  "an HTTP API writes to Kinesis: it requires no API key, and no rule of this pack judges what it sends and answers.";
const OPEN = "requestParameters.StreamName is from the request: a caller writes to any stream the role can reach.";

describeRule(httpApiNoKinesis, {
  finds: {
    "records through an HTTP API": { stack: put("orders"), found: { put: [UNJUDGED] } },
    "a stream that a header names": { stack: put("$request.header.streamname"), found: { put: [UNJUDGED, OPEN] } },
    "a stream that is named in part": { stack: put("orders-${request.path.s}"), found: { put: [UNJUDGED, OPEN] } },
  },
  accepts: {
    "a function behind an HTTP API": {
      stack: integration({ integrationUri: "arn:aws:lambda:eu-west-1:1:function:f" }),
    },
    "a queue behind an HTTP API": { stack: integration({ integrationSubtype: "SQS-SendMessage" }) },
  },
});
