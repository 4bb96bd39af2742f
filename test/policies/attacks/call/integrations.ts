import { Role } from "@pulumi/aws/iam/role";
import { type Output, output } from "@pulumi/pulumi";

import { INTEGRATION, templates, withParameters } from "../build/changes";
import type { Attack, Change } from "../harness/attack";

const attack = (name: string, breaks: string, change: Change): Attack => ({
  name: `call-${name}`,
  kind: "call",
  breaks,
  expect: "the call is PutRecord in the pipeline's region, as one role of the stack",
  apply: ({ change: changeResource }) => {
    changeResource(INTEGRATION, change);
  },
});

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

const PUT = "The call is PutRecord, and nothing else.";
const REGION = "The call goes to the pipeline's own region.";
const ROLE = "The call is made as one role of the stack.";
const SIGNED = "The call is signed by API Gateway as a role of the stack.";
const uri = (end: string) => ({ uri: `arn:aws:apigateway:ap-south-1:${end}` });

/** The call to Kinesis is another one than PutRecord of the pipeline. */
export const integrations: readonly Attack[] = [
  attack(
    "target-constant",
    PUT,
    withParameters({ "integration.request.header.X-Amz-Target": "'Kinesis_20131202.DeleteStream'" }),
  ),
  attack(
    "target-lower-case",
    PUT,
    withParameters({ "integration.request.header.x-amz-target": "'Kinesis_20131202.PutRecords'" }),
  ),
  attack(
    "target-of-stage-variable",
    PUT,
    withParameters({ "integration.request.header.X-Amz-Target": "stageVariables.target" }),
  ),
  attack("target-of-context", PUT, withParameters({ "integration.request.header.X-AMZ-TARGET": "context.stage" })),
  attack(
    "override-target-constant",
    PUT,
    templates(
      (text) => `#set($context.requestOverride.header.X-Amz-Target = "Kinesis_20131202.DeleteStream")\n${text}`,
    ),
  ),
  attack(
    "override-target-from-caller",
    PUT,
    templates((text) => `#set($context.requestOverride.header["x-amz-target"] = $input.params("target"))\n${text}`),
  ),
  attack(
    "override-path",
    PUT,
    templates((text) => `#set($context.requestOverride.path.proxy = $input.params("path"))\n${text}`),
  ),
  attack("action-delete-stream", PUT, uri("kinesis:action/DeleteStream")),
  attack("action-describe-stream", PUT, uri("kinesis:action/DescribeStream")),
  attack("action-put-records", PUT, uri("kinesis:action/PutRecords")),
  attack("action-lower-case", PUT, uri("kinesis:action/putrecord")),
  attack("action-of-stage-variable", PUT, uri("kinesis:action/${stageVariables.action}")),
  attack("uri-with-subdomain", PUT, uri("999999999999.kinesis:action/PutRecord")),
  attack("uri-control-subdomain", PUT, uri("999999999999.control-kinesis:action/PutRecord")),
  attack("service-firehose", PUT, uri("firehose:action/PutRecord")),
  attack("service-streams-dynamodb", PUT, uri("streams.dynamodb:action/GetRecords")),
  attack("path-with-target", PUT, {
    ...uri("kinesis:path//"),
    ...withParameters({ "integration.request.header.X-Amz-Target": "'Kinesis_20131202.PutRecord'" }),
  }),
  attack("path-caller-target", PUT, {
    ...uri("kinesis:path/"),
    ...withParameters({ "integration.request.header.X-Amz-Target": "method.request.header.X-Amz-Target" }),
  }),
  attack("path-greedy", PUT, {
    ...uri("kinesis:path/{proxy}"),
    ...withParameters({ "integration.request.path.proxy": "method.request.header.action" }),
  }),
  attack("query-action", PUT, withParameters({ "integration.request.querystring.Action": "'DeleteStream'" })),
  attack(
    "host-header",
    REGION,
    withParameters({ "integration.request.header.Host": "'kinesis.us-east-1.amazonaws.com'" }),
  ),
  attack("content-type-cbor", PUT, {
    requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-cbor-1.1'" },
  }),
  attack("content-type-of-caller", PUT, {
    requestParameters: { "integration.request.header.Content-Type": "method.request.header.Content-Type" },
  }),
  attack("content-type-absent", "Kinesis reads every request as JSON, whatever type the client names.", {
    requestParameters: undefined,
  }),
  attack(
    "security-token-header",
    SIGNED,
    withParameters({ "integration.request.header.X-Amz-Security-Token": "method.request.header.token" }),
  ),
  attack(
    "authorization-header",
    SIGNED,
    withParameters({ "integration.request.header.Authorization": "method.request.header.Authorization" }),
  ),
  attack("region-other", REGION, { uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord" }),
  attack("region-of-stage-variable", REGION, {
    uri: "arn:aws:apigateway:${stageVariables.region}:kinesis:action/PutRecord",
  }),
  attack("partition-other", REGION, { uri: "arn:aws-cn:apigateway:cn-north-1:kinesis:action/PutRecord" }),
  attack("method-get", PUT, { integrationHttpMethod: "GET" }),
  attack("method-any", PUT, { integrationHttpMethod: "ANY" }),
  attack("http-integration", SIGNED, {
    type: "HTTP",
    uri: "https://kinesis.ap-south-1.amazonaws.com/",
    credentials: undefined,
  }),
  attack("type-http-dual-stack", SIGNED, {
    type: "HTTP",
    uri: "https://kinesis.ap-south-1.api.aws/",
    credentials: undefined,
  }),
  attack("type-http-proxy", SIGNED, {
    type: "HTTP_PROXY",
    uri: "https://kinesis.ap-south-1.amazonaws.com",
    credentials: undefined,
  }),
  attack("type-http-plain", SIGNED, {
    type: "HTTP",
    uri: "http://kinesis.ap-south-1.amazonaws.com:80/",
    credentials: undefined,
  }),
  attack("type-http-upper-case-host", SIGNED, {
    type: "HTTP",
    uri: "https://KINESIS.AP-SOUTH-1.AMAZONAWS.COM/",
    credentials: undefined,
  }),
  attack("type-http-account-endpoint", SIGNED, {
    type: "HTTP",
    uri: "https://123456789012.data-kinesis.ap-south-1.amazonaws.com/",
    credentials: undefined,
  }),
  attack("type-http-unverified", SIGNED, {
    type: "HTTP_PROXY",
    uri: "https://kinesis.ap-south-1.amazonaws.com/",
    credentials: undefined,
    tlsConfig: { insecureSkipVerification: true },
  }),
  attack("vpc-link-endpoint", SIGNED, {
    type: "HTTP",
    connectionType: "VPC_LINK",
    connectionId: "vl1234",
    uri: "https://vpce-0a1b2c3d-abcdefgh.kinesis.ap-south-1.vpce.amazonaws.com/",
    credentials: undefined,
  }),
  attack("vpc-link-proxy-plain", SIGNED, {
    type: "HTTP_PROXY",
    connectionType: "VPC_LINK",
    connectionId: "vl1234",
    uri: "http://kinesis.internal.example.com/",
    credentials: undefined,
  }),
  attack("credentials-of-caller", ROLE, { credentials: "arn:aws:iam::*:user/*" }),
  attack("credentials-other-account", ROLE, { credentials: "arn:aws:iam::999999999999:role/kinesis-writer" }),
  attack("credentials-of-user", ROLE, { credentials: "arn:aws:iam::123456789012:user/someone" }),
  attack("credentials-absent", ROLE, { credentials: undefined }),
  attack("credentials-empty", ROLE, { credentials: "" }),
  attack("credentials-of-stage-variable", ROLE, {
    credentials: "arn:aws:iam::123456789012:role/${stageVariables.role}",
  }),
  {
    name: "call-second-method-other-region",
    kind: "call",
    breaks: REGION,
    expect: "the call is PutRecord in the pipeline's region, of every method that reaches Kinesis",
    apply: ({ model, change }) => {
      model((api) => ({
        ...api,
        methods: [
          ...api.methods,
          { ...api.methods.find(({ httpMethod }) => httpMethod === "POST")!, httpMethod: "PUT" as "POST" },
        ],
      }));
      change("api-put-integration", { uri: "arn:aws:apigateway:us-west-2:kinesis:action/PutRecord" });
    },
  },
  {
    name: "call-role-without-policy",
    kind: "call",
    breaks: ROLE,
    expect: "the integration's role may write to the stream that the template names",
    at: ["spare-role"],
    apply: ({ change }) => {
      change(INTEGRATION, (props) => ({
        ...props,
        credentials: new Role("call-role-without-policy-spare-role", {
          assumeRolePolicy: TRUST,
          tags: { service: "call", stage: "prod", "managed-by": "pulumi" },
        }).arn,
      }));
    },
  },
  // As the program writes them: with an ARN, which only the update knows.
  ...(
    [
      ["region-other", REGION, "uri", ":ap-south-1:", ":eu-west-1:"],
      ["action-describe", PUT, "uri", "PutRecord", "DescribeStream"],
      ["credentials-other-owner", ROLE, "credentials", /::\d+:/, "::999999999999:"],
    ] as const
  ).map(([name, breaks, property, place, by]): Attack => ({
    ...attack(`updated-${name}`, breaks, (props) => ({
      ...props,
      [property]: output(props[property] as Output<string>).apply((text) => text.replace(place, by)),
    })),
    phase: "update",
  })),
];
