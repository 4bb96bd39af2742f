import { awsAssigns, type Fixture } from "./policy";

/** What the names of all of it begin with. */
const PREFIX = "unjudgeable";

const DEEP = `#if(${"(".repeat(500)}`;
const LISTS = `{"Statement": ${"[".repeat(500)}${"]".repeat(500)}}`;
const region = "eu-west-1";
const tags = { service: "orders", stage: "dev" };
const api = { region, restApi: awsAssigns("f9") };
const edges = { restApi: [`${PREFIX}-api`] };
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

function method(name: string, inputs: Readonly<Record<string, unknown>>): readonly Fixture[] {
  const place = { ...api, resourceId: `r-${name}`, httpMethod: "POST" };
  return [
    {
      type: "aws:apigateway/method:Method",
      name: `${PREFIX}-${name}`,
      inputs: { ...place, authorization: "AWS_IAM" },
      edges,
    },
    {
      type: "aws:apigateway/integration:Integration",
      name: `${PREFIX}-${name}-integration`,
      inputs: {
        ...place,
        type: "AWS",
        integrationHttpMethod: "POST",
        passthroughBehavior: "NEVER",
        credentials: awsAssigns(role("role-9")),
        ...inputs,
      },
      edges: { ...edges, credentials: [`${PREFIX}-role`] },
    },
    {
      type: "aws:apigateway/integrationResponse:IntegrationResponse",
      name: `${PREFIX}-${name}-200`,
      inputs: { ...place, statusCode: "200" },
      edges,
    },
  ];
}

/**
 * An API of the same stack that nobody can judge: a preview does not know what it calls, its template and its role's policies
 * nest too deep. Whatever is found in it, nothing of it concerns the other resources.
 */
export const unjudgeable: readonly Fixture[] = [
  {
    type: "aws:apigateway/restApi:RestApi",
    name: `${PREFIX}-api`,
    inputs: { region, endpointConfiguration: { types: "REGIONAL" }, securityPolicy: "TLS_1_2", tags },
    outputs: { id: awsAssigns("f9") },
  },
  ...method("unknown", {
    uri: awsAssigns("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations"),
  }),
  ...method("deep", {
    uri: awsAssigns("arn:aws:apigateway:eu-west-1:sqs:path/1/q"),
    requestTemplates: { "application/json": DEEP },
  }),
  {
    type: "aws:apigateway/deployment:Deployment",
    name: `${PREFIX}-deployment`,
    inputs: { ...api, triggers: { model: "1" } },
    outputs: { id: awsAssigns("fd") },
    edges,
  },
  {
    type: "aws:apigateway/stage:Stage",
    name: `${PREFIX}-stage`,
    inputs: { ...api, stageName: "live", deployment: awsAssigns("fd"), tags },
    edges: { ...edges, deployment: [`${PREFIX}-deployment`] },
  },
  {
    type: "aws:iam/role:Role",
    name: `${PREFIX}-role`,
    inputs: { assumeRolePolicy: LISTS, tags },
    outputs: { id: awsAssigns("role-9"), name: awsAssigns("role-9"), arn: awsAssigns(role("role-9")) },
  },
  {
    type: "aws:iam/rolePolicy:RolePolicy",
    name: `${PREFIX}-role-deep`,
    inputs: { role: awsAssigns("role-9"), policy: LISTS },
    edges: { role: [`${PREFIX}-role`] },
  },
  {
    type: "aws:iam/rolePolicy:RolePolicy",
    name: `${PREFIX}-role-unknown`,
    inputs: { role: awsAssigns("role-9"), policy: awsAssigns(JSON.stringify({ Statement: [] })) },
    edges: { role: [`${PREFIX}-role`] },
  },
  {
    type: "aws:secretsmanager/secretVersion:SecretVersion",
    name: `${PREFIX}-version`,
    inputs: { region, secretId: "s9", secretString: awsAssigns(`destinations: { urls: ${"[".repeat(500)}`) },
  },
];

/** Whether a resource is one of {@link unjudgeable}. */
export const isUnjudgeable = (name: string | undefined): boolean => name?.startsWith(PREFIX) ?? false;
