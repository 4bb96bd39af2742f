import { integrationErrorNotSuccess } from "../../../policies/rules/integration-error-not-success";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, ELSEWHERE, plus, without } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const FORGOTTEN = "the sender takes the record as stored and forgets it.";

const errorTemplate = (template: string) =>
  change("post-400-mapping", { responseTemplates: { "application/json": template } });

/** Without the responses of these names, and with a success that has no pattern. */
const successByDefault = (...names: readonly string[]) =>
  without(...names).map((fixture) =>
    fixture.name === "post-200-mapping" ? { ...fixture, inputs: { ...fixture.inputs, selectionPattern: "" } } : fixture,
  );

const S3 = "arn:aws:apigateway:eu-west-1:s3:path/files/{key}";

const COMPUTED =
  "the template for application/json, line 1, sets a status that it computes, which may be a 2xx, for an error.";

const TLS = { endpointConfiguration: { types: "REGIONAL" }, securityPolicy: "TLS_1_2" };

const gatewayResponse = (statusCode: string): Fixture => ({
  type: "aws:apigateway/response:Response",
  name: "timeout",
  inputs: { region: "eu-west-1", restApiId: awsAssigns("a1b2c3"), responseType: "DEFAULT_5XX", statusCode },
  edges: { restApiId: ["api"] },
});

const ELSEWHERE_SENT =
  "a status of redirection and a Location: a sender that follows it sends record and key to another server.";
const location = (prefix: string) => ({ [`${prefix}.header.Location`]: "'https://collector.example.com'" });
const redirected = (more: object): Fixture => ({
  ...gatewayResponse("307"),
  inputs: { ...gatewayResponse("307").inputs, ...more },
});

describeRule(integrationErrorNotSuccess, {
  finds: {
    "an error of API Gateway's own that leads elsewhere": {
      stack: plus(redirected({ responseParameters: location("gatewayresponse") })),
      found: { timeout: [`answers with ${ELSEWHERE_SENT}`] },
    },
    "an error of Kinesis whose template leads elsewhere": {
      stack: change("post-400-mapping", {
        responseParameters: location("method.response"),
        responseTemplates: { "application/json": "#set($context.responseOverride.status = 307){}" },
      }),
      found: {
        "post-400-mapping": [`the template for application/json, line 1, sets ${ELSEWHERE_SENT}`],
      },
    },
    "a success without a pattern, beside errors that no pattern takes": {
      stack: successByDefault("post-400-mapping"),
      found: {
        "post-200-mapping": [
          `answers 200 to whatever no other pattern matches, errors of the service too: ${FORGOTTEN}`,
        ],
      },
    },
    "a success with an empty pattern, beside a pattern for one error of many": {
      stack: successByDefault("post-502-mapping").map((fixture) =>
        fixture.name === "post-503-mapping"
          ? { ...fixture, inputs: { ...fixture.inputs, selectionPattern: "50[0-4]" } }
          : fixture,
      ),
      found: {
        "post-200-mapping": [
          `answers 200 to whatever no other pattern matches, errors of the service too: ${FORGOTTEN}`,
        ],
      },
    },
    "a success without a pattern, where patterns take every error": {
      stack: successByDefault("post-502-mapping"),
      found: {
        "post-200-mapping": [
          "answers 200 to whatever no other pattern matches: only what Kinesis answers with a 2xx is stored.",
        ],
      },
    },
    "the guide's only response": {
      stack: successByDefault("post-400-mapping", "post-503-mapping", "post-502-mapping"),
      found: {
        "post-200-mapping": [
          `answers 200 to whatever no other pattern matches, errors of the service too: ${FORGOTTEN}`,
        ],
      },
    },
    "a success whose pattern takes errors in": {
      stack: change("post-200-mapping", { selectionPattern: String.raw`[24]\d{2}` }),
      found: {
        "post-200-mapping": [`answers 200 when the service answers 400 to 499: ${FORGOTTEN}`],
      },
    },
    "a template that makes a success of an error": {
      stack: errorTemplate("#set($context.responseOverride.status = 200){}"),
      found: { "post-400-mapping": ["the template for application/json, line 1, makes a 2xx of an error."] },
    },
    "a template that does so by a variable": {
      stack: errorTemplate("#set($ok = 200)#set($context.responseOverride.status = $ok){}"),
      found: { "post-400-mapping": ["the template for application/json, line 1, makes a 2xx of an error."] },
    },
    "a template that computes the status": {
      stack: errorTemplate("#set($context.responseOverride.status = $input.path('$.status')){}"),
      found: { "post-400-mapping": [COMPUTED] },
    },
    "a template that sets the status by another name": {
      stack: errorTemplate("#set($answer = $context.responseOverride)#set($answer.status = 200){}"),
      found: {
        "post-400-mapping": [
          "the template for application/json, line 1, could not be read: it reads what it may override, instead of setting it.",
        ],
      },
    },
    "a pattern in Java's words that takes errors in": {
      stack: change("post-200-mapping", { selectionPattern: "(?s)[2345].*" }),
      found: {
        "post-200-mapping": [`answers 200 when the service answers 400 to 599: ${FORGOTTEN}`],
      },
    },
    "a pattern that only Java reads": {
      stack: change("post-200-mapping", { selectionPattern: String.raw`\p{Digit}++` }),
      found: {
        "post-200-mapping": [
          "answers 200 by a selectionPattern that this pack cannot read: it may take an error for a success.",
        ],
      },
    },
    "an error of API Gateway's own as a success": {
      stack: plus(gatewayResponse("200")),
      found: { timeout: [`answers 200 for "DEFAULT_5XX", an error of API Gateway's own: ${FORGOTTEN}`] },
    },
  },
  accepts: {
    "a status of redirection that leads nowhere": { stack: plus(redirected({})) },
    "an error that says where something is": {
      stack: change("post-400-mapping", { responseParameters: location("method.response") }),
    },
    "a success of another service without a pattern, where patterns take every error": {
      stack: successByDefault("post-502-mapping").map((fixture) =>
        fixture.name === "post-integration"
          ? { ...fixture, inputs: { ...fixture.inputs, uri: S3, requestTemplates: undefined } }
          : fixture,
      ),
      also: ELSEWHERE,
    },
    "an override with a variable that says an error": {
      stack: errorTemplate(
        "#set($e = 500)#if($x)#set($e = 429)#end#set($context.responseOverride.status = $e)#set($context.responseOverride.header.x = 'y'){}",
      ),
    },
    "a pattern in Java's words that takes successes alone": {
      stack: change("post-200-mapping", { selectionPattern: String.raw`(?s)2\d{2}` }),
    },
    "an error of API Gateway's own with another error's status": { stack: plus(gatewayResponse("504")) },
    "an error of API Gateway's own as a success, of an API that calls no service": {
      stack: [
        { type: "aws:apigateway/restApi:RestApi", name: "api", inputs: TLS, outputs: { id: awsAssigns("a1b2c3") } },
        gatewayResponse("200"),
      ],
    },
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
    "an override with another error": {
      stack: errorTemplate("#set($context.responseOverride.status = 429){}"),
    },
  },
});
