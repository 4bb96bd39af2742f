import { integrationKinesisCall } from "../../../policies/rules/integration-kinesis-call";
import { awsAssigns } from "../../support/policy";
import { change, changeFixture, ELSEWHERE, without } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const REGION_WORDS = (region: string) =>
  `uri names the region ${region}, the API is in "eu-west-1": records leave their region.`;
const OTHER_CALL =
  "uri names another call than kinesis:action/PutRecord: nothing else writes one record and says whether it is stored.";
const NO_ROLE =
  "credentials does not lead to a role of this stack: nobody can say here who writes, or what else it may do.";

const uri = (text: string) => change("post-integration", { uri: text });
const parameters = (more: Record<string, string>) =>
  change("post-integration", {
    requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'", ...more },
  });
const sets = (name: string) =>
  `requestParameters sets ${name}: Kinesis would be asked for something else than the URI says.`;
const FILES = { uri: "arn:aws:apigateway:eu-west-1:s3:path/files/{key}", requestTemplates: undefined };
const found = (...words: readonly string[]) => ({ "post-integration": words });
/** Credentials as a text: no reference leads to a role. */
const credentials = (text: string | undefined) =>
  changeFixture("post-integration", (integration) => ({
    ...integration,
    inputs: { ...integration.inputs, credentials: text },
    edges: { ...integration.edges, credentials: [] },
  }));

describeRule(integrationKinesisCall, {
  finds: {
    "another action": {
      stack: uri("arn:aws:apigateway:eu-west-1:kinesis:action/DescribeStream"),
      found: found(OTHER_CALL),
    },
    "PutRecords, which answers 200 with failed records": {
      stack: uri("arn:aws:apigateway:eu-west-1:kinesis:action/PutRecords"),
      found: found(OTHER_CALL),
      also: {
        "integration-success-proven on post-200-mapping": [
          "the template for application/json, line 2, answers a 2xx without a look at FailedRecordCount: the sender takes the record as stored and forgets it.",
        ],
      },
    },
    "an action that a stage variable names": {
      stack: uri("arn:aws:apigateway:eu-west-1:kinesis:action/${stageVariables.action}"),
      found: found(OTHER_CALL),
    },
    "a subdomain": {
      stack: uri("arn:aws:apigateway:eu-west-1:123456789012.data-kinesis:action/PutRecord"),
      found: found(OTHER_CALL),
    },
    "a path in place of an action": {
      stack: uri("arn:aws:apigateway:eu-west-1:kinesis:path//"),
      found: found(OTHER_CALL),
    },
    "another service with the template of a record": {
      stack: uri("arn:aws:apigateway:eu-west-1:firehose:action/PutRecord"),
      found: found(OTHER_CALL),
    },
    "a file, where a connector sends records": {
      stack: change("post-integration", FILES),
      found: found(...ELSEWHERE["integration-kinesis-call on post-integration"]),
    },
    "a server, where a connector sends records": {
      stack: change("post-integration", {
        type: "HTTP_PROXY",
        uri: "https://x.example.com/",
        requestTemplates: undefined,
      }),
      found: found(...ELSEWHERE["integration-kinesis-call on post-integration"]),
      also: {
        "api-key-not-exposed on post-integration": ["HTTP_PROXY hands on every header of the caller, the API key too."],
      },
    },
    "another region": {
      stack: uri("arn:aws:apigateway:us-east-1:kinesis:action/PutRecord"),
      found: found(REGION_WORDS('"us-east-1"')),
    },
    "another partition": {
      stack: uri("arn:aws-cn:apigateway:eu-west-1:kinesis:action/PutRecord"),
      found: found(REGION_WORDS('"eu-west-1"')),
    },
    "a region that a stage variable names": {
      stack: uri("arn:aws:apigateway:${stageVariables.region}:kinesis:action/PutRecord"),
      found: found(REGION_WORDS("a value that is not shown here")),
    },
    "another method": {
      stack: change("post-integration", { integrationHttpMethod: "GET" }),
      found: found('integrationHttpMethod is "GET": Kinesis takes only POST.'),
    },
    "no Content-Type": {
      stack: change("post-integration", { requestParameters: undefined }),
      found: found("requestParameters sets no Content-Type: the caller's own would reach Kinesis."),
    },
    "another Content-Type": {
      stack: change("post-integration", {
        requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-cbor-1.1'" },
      }),
      found: found(sets("integration.request.header.Content-Type")),
    },
    "headers, a path and a query that say what is called": {
      stack: parameters({
        "integration.request.header.x-amz-target": "'Kinesis_20131202.DeleteStream'",
        "integration.request.header.Host": "'kinesis.us-east-1.amazonaws.com'",
        "integration.request.querystring.Action": "'DeleteStream'",
        "integration.request.path.proxy": "method.request.header.action",
      }),
      found: found(
        ...["header.x-amz-target", "header.Host", "querystring.Action", "path.proxy"].map((name) =>
          sets(`integration.request.${name}`),
        ),
      ),
    },
    "a role of another account": { stack: credentials("arn:aws:iam::999999999999:role/writer"), found: found(NO_ROLE) },
    "the caller's own credentials": { stack: credentials("arn:aws:iam::*:user/*"), found: found(NO_ROLE) },
    "no credentials": { stack: credentials(undefined), found: found(NO_ROLE) },
    "a role of this stack, changed to another account's": {
      stack: change("post-integration", { credentials: awsAssigns("arn:aws:iam::999999999999:role/role-1") }),
      found: found(NO_ROLE),
      phases: ["up"],
    },
  },
  accepts: {
    "the target that API Gateway sets anyway, and a header that means nothing to Kinesis": {
      stack: parameters({
        "integration.request.header.X-Amz-Target": "'Kinesis_20131202.PutRecord'",
        "integration.request.header.X-Trace": "method.request.header.X-Trace",
      }),
    },
    "the role by its ARN as a text, once it is known": {
      stack: credentials("arn:aws:iam::123456789012:role/role-1"),
      phases: ["up"],
    },
    "another service, of an API that no connector's file leads to, as a role that writes nothing": {
      stack: without("secret-version", "role-policy").map((fixture) =>
        fixture.name === "post-integration" ? { ...fixture, inputs: { ...fixture.inputs, ...FILES } } : fixture,
      ),
    },
    "another service that always answers an error": {
      stack: without("post-200-mapping").map((fixture) =>
        fixture.name === "post-integration" ? { ...fixture, inputs: { ...fixture.inputs, ...FILES } } : fixture,
      ),
      also: {
        "integration-errors-mapped on post-integration": [
          "a success of the service is not answered by a 2xx: the sender would repeat every record for ever.",
        ],
      },
    },
  },
});
