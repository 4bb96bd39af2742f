import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * Aerospike's guide "Integration with AWS Kinesis", console step by console step and nothing more: the client chooses the
 * stream, one template, and the integration response that the console makes, a default 200. It loses records: what Kinesis
 * refuses is answered 200 too. The soak has to see that.
 */
const region = "ap-south-1";

// Stage 1: "Choose On-Demand capacity mode. Provide a stream name such as my_kinesis_stream."
const stream = new aws.kinesis.Stream("stream", {
  name: "my_kinesis_stream",
  region,
  streamModeDetails: { streamMode: "ON_DEMAND" },
});

// Stage 2: "Define a new resource and methods", PutRecord, "Provide role with access to Kinesis".
const role = new aws.iam.Role("role", {
  assumeRolePolicy: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
  },
});
const access = new aws.iam.RolePolicy("access", {
  role: role.id,
  policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "kinesis:*", Resource: "*" }] },
});
const api = new aws.apigateway.RestApi("api", { region, endpointConfiguration: { types: "REGIONAL" } });
const resource = new aws.apigateway.Resource("resource", {
  region,
  restApi: api.id,
  parentId: api.rootResourceId,
  pathPart: "kinesis",
});
const place = { region, restApi: api.id, resourceId: resource.id, httpMethod: "POST" };
const method = new aws.apigateway.Method("post", { ...place, authorization: "NONE", apiKeyRequired: true });
const integration = new aws.apigateway.Integration(
  "integration",
  {
    ...place,
    type: "AWS",
    integrationHttpMethod: "POST",
    uri: `arn:aws:apigateway:${region}:kinesis:action/PutRecord`,
    credentials: role.arn,
    // Stage 3: "Configure mapping template".
    requestTemplates: {
      "application/json": `{ "StreamName": "$input.params('streamname')", "PartitionKey": "$input.params('aerospike-digest')", "Data": "$util.base64Encode($input.body)"}`,
    },
  },
  { dependsOn: [method, access] },
);
const ok = new aws.apigateway.MethodResponse("ok", { ...place, statusCode: "200" }, { dependsOn: [method] });
const response = new aws.apigateway.IntegrationResponse(
  "response",
  { ...place, statusCode: ok.statusCode },
  { dependsOn: [integration] },
);

// Stage 5: "click Deploy".
const deployment = new aws.apigateway.Deployment("deployment", { region, restApi: api.id }, { dependsOn: [response] });
const stage = new aws.apigateway.Stage("stage", {
  region,
  restApi: api.id,
  deployment: deployment.id,
  stageName: "prod",
});

// Stage 4: "Create a key. Associate it with a Usage Plan. Link this key and plan to your API."
const key = new aws.apigateway.ApiKey("key", { region });
const plan = new aws.apigateway.UsagePlan("plan", {
  region,
  apiStages: [{ apiId: api.id, stage: stage.stageName }],
});
new aws.apigateway.UsagePlanKey("link", { region, keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });

export const endpoint = pulumi.interpolate`${stage.invokeUrl}/${resource.pathPart}`;
export const apiKey = key.value;
export const streamName = stream.name;
