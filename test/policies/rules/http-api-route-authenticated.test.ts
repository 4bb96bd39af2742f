import { httpApiRouteAuthenticated } from "../../../policies/rules/http-api-route-authenticated";
import { awsAssigns, type Fixture } from "../../support/policy";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

interface Parts {
  readonly protocolType?: "HTTP" | "WEBSOCKET";
  readonly integration?: Fixture["inputs"];
  readonly route?: Fixture["inputs"];
  /** What the function's role may do. */
  readonly actions?: string;
  readonly managed?: string;
  readonly connect?: Fixture["inputs"];
}

/** A route to a function, whose role the stack has. */
function routeTo({ protocolType = "HTTP", integration = {}, route = {}, actions, managed, connect }: Parts) {
  const apiId = awsAssigns("h1");
  return plus(
    { type: "aws:apigatewayv2/api:Api", name: "http", inputs: { protocolType }, outputs: { id: apiId } },
    {
      type: "aws:iam/role:Role",
      name: "worker",
      inputs: {
        assumeRolePolicy: JSON.stringify({
          Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
        ...(managed !== undefined && { managedPolicyArns: [managed] }),
        tags: {},
      },
      outputs: { id: awsAssigns("worker-1"), arn: awsAssigns("arn:aws:iam::123456789012:role/worker-1") },
    },
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "worker-policy",
      inputs: {
        role: awsAssigns("worker-1"),
        policy: JSON.stringify({
          Statement: [
            {
              Effect: "Allow",
              Action: actions ?? "kinesis:GetRecords",
              Resource: "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks",
            },
          ],
        }),
      },
      edges: { role: ["worker"] },
    },
    {
      type: "aws:lambda/function:Function",
      name: "handler",
      inputs: { role: awsAssigns("arn:aws:iam::123456789012:role/worker-1"), tags: {} },
      edges: { role: ["worker"] },
    },
    {
      type: "aws:apigatewayv2/integration:Integration",
      name: "call",
      inputs: { apiId, integrationType: "AWS_PROXY", integrationUri: awsAssigns("arn"), ...integration },
      outputs: { id: awsAssigns("i1") },
      edges: { apiId: ["http"], ...("integrationUri" in integration ? {} : { integrationUri: ["handler"] }) },
    },
    {
      type: "aws:apigatewayv2/route:Route",
      name: "route",
      inputs: { apiId, routeKey: "POST /kinesis", target: awsAssigns("integrations/i1"), ...route },
      edges: { apiId: ["http"], target: ["call"] },
    },
    ...(connect === undefined
      ? []
      : [
          {
            type: "aws:apigatewayv2/route:Route",
            name: "connect",
            inputs: { apiId, routeKey: "$connect", ...connect },
            edges: { apiId: ["http"] },
          },
        ]),
  );
}

const OPEN = { route: ["calls AWS for anybody who asks: authorizationType is not set."] };
const CONNECTED = { route: ["calls AWS for anybody who connects: the API's route $connect asks nobody who they are."] };
const WRITES = { actions: "kinesis:PutRecord" };
const SOCKET = { ...WRITES, protocolType: "WEBSOCKET" } as const;

describeRule(httpApiRouteAuthenticated, {
  finds: {
    "a route to a function that may write": { stack: routeTo(WRITES), found: OPEN },
    "a route for nobody in particular": {
      stack: routeTo({ ...WRITES, route: { authorizationType: "NONE" } }),
      found: { route: ['calls AWS for anybody who asks: authorizationType is "NONE".'] },
    },
    "a route to a function that may do what the stack does not show": {
      stack: routeTo({ managed: "arn:aws:iam::123456789012:policy/streams" }),
      found: OPEN,
    },
    "a route to a function that the stack does not show": {
      stack: routeTo({ integration: { integrationUri: "arn:aws:lambda:eu-west-1:123456789012:function:orders" } }),
      found: OPEN,
    },
    "a WebSocket API that nobody asks at $connect": {
      stack: routeTo({ ...SOCKET, route: { authorizationType: "AWS_IAM" }, connect: { authorizationType: "NONE" } }),
      found: CONNECTED,
    },
    "a WebSocket API without $connect": { stack: routeTo(SOCKET), found: CONNECTED },
  },
  accepts: {
    "a function that may not write, as AWS's own policy and its own say": {
      stack: routeTo({ managed: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" }),
    },
    "signed calls": { stack: routeTo({ ...WRITES, route: { authorizationType: "AWS_IAM" } }) },
    "a token": { stack: routeTo({ ...WRITES, route: { authorizationType: "JWT", authorizerId: "a1" } }) },
    "a WebSocket API that asks at $connect": {
      stack: routeTo({ ...SOCKET, connect: { authorizationType: "CUSTOM", authorizerId: "a1" } }),
    },
    "another server": {
      stack: routeTo({ integration: { integrationType: "HTTP_PROXY", integrationUri: "https://example.com/" } }),
    },
  },
});
