import { ApiKey } from "@pulumi/aws/apigateway/apiKey";
import { Deployment } from "@pulumi/aws/apigateway/deployment";
import { Integration } from "@pulumi/aws/apigateway/integration";
import { IntegrationResponse } from "@pulumi/aws/apigateway/integrationResponse";
import { Method } from "@pulumi/aws/apigateway/method";
import { MethodResponse } from "@pulumi/aws/apigateway/methodResponse";
import { Resource } from "@pulumi/aws/apigateway/resource";
import { RestApi } from "@pulumi/aws/apigateway/restApi";
import { Stage } from "@pulumi/aws/apigateway/stage";
import { UsagePlan } from "@pulumi/aws/apigateway/usagePlan";
import { UsagePlanKey } from "@pulumi/aws/apigateway/usagePlanKey";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment";
import { Stream } from "@pulumi/aws/kinesis/stream";
import { Secret } from "@pulumi/aws/secretsmanager/secret";
import { SecretVersion } from "@pulumi/aws/secretsmanager/secretVersion";

// The guide's five stages, word for word: what it does not mention is left as AWS makes it.

// Stage 1: a stream with on-demand capacity.
new Stream("stream", { name: "my_kinesis_stream", streamModeDetails: { streamMode: "ON_DEMAND" } });

// Stage 2: a REST API with GET and POST; POST calls PutRecord with a role that has access to Kinesis.
const role = new Role("role", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
  }),
});
new RolePolicyAttachment("role-kinesis", {
  role: role.name,
  policyArn: "arn:aws:iam::aws:policy/AmazonKinesisFullAccess",
});
const api = new RestApi("api", { name: "kinesis" });
const resource = new Resource("resource", { restApi: api.id, parentId: api.rootResourceId, pathPart: "kinesis" });
const at = { restApi: api.id, resourceId: resource.id };
const get = new Method("get", { ...at, httpMethod: "GET", authorization: "NONE" });
new Integration("get-integration", { ...at, httpMethod: get.httpMethod, type: "MOCK" });
const post = new Method("post", { ...at, httpMethod: "POST", authorization: "NONE" });

// Stage 3: the mapping template.
const integration = new Integration("post-integration", {
  ...at,
  httpMethod: post.httpMethod,
  type: "AWS",
  integrationHttpMethod: "POST",
  uri: "arn:aws:apigateway:ap-south-1:kinesis:action/PutRecord",
  credentials: role.arn,
  requestTemplates: {
    "application/json": `{ "StreamName": "$input.params('streamname')", "PartitionKey": "$input.params('aerospike-digest')", "Data": "$util.base64Encode($input.body)"}`,
  },
});
const ok = new MethodResponse("post-200", { ...at, httpMethod: post.httpMethod, statusCode: "200" });
const mapped = new IntegrationResponse(
  "post-200-mapping",
  { ...at, httpMethod: post.httpMethod, statusCode: ok.statusCode },
  { dependsOn: integration },
);

// Stage 5 (before 4, which links the stage): deploy.
const deployment = new Deployment("deployment", { restApi: api.id }, { dependsOn: [integration, mapped] });
const stage = new Stage("stage", { restApi: api.id, deployment: deployment.id, stageName: "prod" });

// Stage 4: a key, a usage plan, and their links.
const key = new ApiKey("key", { name: "connector" });
const plan = new UsagePlan("plan", { apiStages: [{ apiId: api.id, stage: stage.stageName }] });
new UsagePlanKey("link", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });

// The connector's file, where the connector's host finds it.
const secret = new Secret("connector");
new SecretVersion("connector-version", {
  secretId: secret.id,
  secretString: `destinations:
  aws-kinesis:
    urls:
      - https://abc123xyz.execute-api.ap-south-1.amazonaws.com/prod/kinesis
    headers:
      send-digest-headers: true
      additional-headers:
        Content-Type: application/json
        streamname: my_kinesis_stream
        x-api-key: your-api-key-here
    call-timeout: 10000
    connect-timeout: 2000
    max-connections-per-endpoint: 10
`,
});
