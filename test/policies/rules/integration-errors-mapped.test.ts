import { integrationErrorsMapped } from "../../../policies/rules/integration-errors-mapped";
import { awsAssigns } from "../../support/policy";
import { change, without } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const findingFor = (statuses: string) =>
  `no response is mapped for ${statuses} of the service: API Gateway answers 500 and hides the cause.`;

describeRule(integrationErrorsMapped, {
  finds: {
    "errors without a response": {
      stack: without("post-503-mapping", "post-502-mapping"),
      found: { "post-integration": [findingFor("500, 502, 503, 504")] },
    },
    "a service without any response": {
      stack: without("post-200-mapping", "post-400-mapping", "post-503-mapping", "post-502-mapping"),
      found: { "post-integration": [findingFor("200, 400, 403, 404, 413, 429, 500, 502, 503, 504")] },
    },
    "a success that is answered as an error": {
      stack: without("post-200-mapping"),
      found: {
        "post-integration": [
          "a success of the service is not answered by a 2xx: the sender would repeat every record for ever.",
        ],
      },
    },
    "patterns for every error, and no default": {
      stack: without("post-502-mapping"),
      found: {
        "post-integration": [
          "no response is mapped for 300 to 399 of Kinesis: API Gateway answers 500 and hides the cause.",
        ],
      },
    },
    "a success that has the pattern of an error, too": {
      stack: change("post-503-mapping", { selectionPattern: String.raw`5\d{2}|202` }),
      found: {
        "post-integration": [
          "202 of Kinesis matches patterns of a success and of an error: nobody can say which answers.",
        ],
      },
    },
  },
  accepts: {
    "a pattern that only Java reads: it may map what no other does": {
      stack: without("post-502-mapping").map((fixture) =>
        fixture.name === "post-400-mapping"
          ? { ...fixture, inputs: { ...fixture.inputs, selectionPattern: String.raw`[34]\p{Digit}{2}` } }
          : fixture,
      ),
    },
    "a function of another stack, whose URI a preview does not know": {
      stack: change("get-integration", {
        type: "AWS",
        uri: awsAssigns("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations"),
        requestTemplates: undefined,
      }),
      also: {
        "method-authenticated on get": [
          'GET on /kinesis calls AWS for anybody who asks: apiKeyRequired is false, authorization is "NONE".',
        ],
      },
    },
    "a default in place of patterns for errors": { stack: without("post-400-mapping", "post-503-mapping") },
  },
});
