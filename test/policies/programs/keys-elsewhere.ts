import { Deployment } from "@pulumi/aws/apigateway/deployment";
import { Integration } from "@pulumi/aws/apigateway/integration";
import { IntegrationResponse } from "@pulumi/aws/apigateway/integrationResponse";
import { Method } from "@pulumi/aws/apigateway/method";
import { MethodResponse } from "@pulumi/aws/apigateway/methodResponse";
import { RestApi } from "@pulumi/aws/apigateway/restApi";
import { Stage } from "@pulumi/aws/apigateway/stage";

// An API that writes to a stream; the stack of the platform team has its keys and usage plans. Its answers are the console's:
// a success without a pattern, and a pattern for each kind of error.
const api = new RestApi("events-api", {
  endpointConfiguration: { types: "REGIONAL" },
  securityPolicy: "TLS_1_2",
});
const at = { restApi: api.id, resourceId: api.rootResourceId };
const post = new Method("events-post", { ...at, httpMethod: "POST", authorization: "NONE", apiKeyRequired: true });
const integration = new Integration("events-integration", {
  ...at,
  httpMethod: post.httpMethod,
  type: "AWS",
  integrationHttpMethod: "POST",
  uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
  credentials: "arn:aws:iam::123456789012:role/events",
  passthroughBehavior: "NEVER",
  timeoutMilliseconds: 5000,
  requestTemplates: {
    "application/json": `{"StreamName": "events", "PartitionKey": "$input.params('user').length()", "Data": "$util.base64Encode($input.body)"}`,
  },
});
const patterns = [["200"], ["400", String.raw`4\d{2}`], ["500", String.raw`5\d{2}`]] as const;
const answers = patterns.map(([code, selectionPattern]) => {
  const { statusCode } = new MethodResponse(`events-${code}`, { ...at, httpMethod: post.httpMethod, statusCode: code });
  return new IntegrationResponse(
    `events-${code}-mapping`,
    { ...at, httpMethod: post.httpMethod, statusCode, ...(selectionPattern && { selectionPattern }) },
    { dependsOn: integration },
  );
});
const deployment = new Deployment(
  "events-deployment",
  { restApi: api.id, triggers: { version: "3" } },
  { dependsOn: answers },
);
new Stage("events-stage", { restApi: api.id, deployment: deployment.id, stageName: "live" });
