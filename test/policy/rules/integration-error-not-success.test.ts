import { integrationErrorNotSuccess } from "../../../policies/rules/integration-error-not-success";
import { change, without } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const FORGOTTEN = "the sender takes the record as stored and forgets it.";

const errorTemplate = (template: string) =>
  change("post-400-mapping", { responseTemplates: { "application/json": template } });

describeRule(integrationErrorNotSuccess, {
  finds: {
    "a success without a pattern": {
      stack: change("post-200-mapping", { selectionPattern: undefined }),
      found: {
        "post-200-mapping": [
          `answers 200 to whatever no other pattern matches, errors of the service too: ${FORGOTTEN}`,
        ],
      },
    },
    "a success with an empty pattern": {
      stack: change("post-200-mapping", { selectionPattern: "" }),
      found: {
        "post-200-mapping": [
          `answers 200 to whatever no other pattern matches, errors of the service too: ${FORGOTTEN}`,
        ],
      },
    },
    "the guide's only response": {
      stack: without("post-400-mapping", "post-503-mapping", "post-502-mapping").map((fixture) =>
        fixture.name === "post-200-mapping"
          ? { ...fixture, inputs: { ...fixture.inputs, selectionPattern: undefined } }
          : fixture,
      ),
      found: {
        "post-200-mapping": [
          `answers 200 to whatever no other pattern matches, errors of the service too: ${FORGOTTEN}`,
        ],
      },
    },
    "a success whose pattern takes errors in": {
      stack: change("post-200-mapping", { selectionPattern: String.raw`[24]\d{2}` }),
      found: {
        "post-200-mapping": [`answers 200 when the service answers 400, 403, 404, 413, 429: ${FORGOTTEN}`],
      },
    },
    "a template that makes a success of an error": {
      stack: errorTemplate("#set($context.responseOverride.status = 200){}"),
      found: { "post-400-mapping": ["a template of this error response overrides the status with a 2xx."] },
    },
  },
  accepts: {
    "a MOCK's success without a pattern": { stack: change("get-200-mapping", { selectionPattern: undefined }) },
    "a function's success without a pattern": {
      stack: change("get-integration", {
        type: "AWS",
        uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations",
      }),
      also: {
        "method-authenticated on get": [
          'GET on /kinesis calls AWS for anybody who asks: apiKeyRequired is false, authorization is "NONE".',
        ],
      },
    },
    "an override with another error": {
      stack: errorTemplate("#set($context.responseOverride.status = 429){}"),
    },
  },
});
