import * as cloudcontrol from "@pulumi/aws/cloudcontrol";
import * as cloudformation from "@pulumi/aws/cloudformation";
import * as lambda from "@pulumi/aws/lambda";
import * as serverlessrepository from "@pulumi/aws/serverlessrepository";
import * as servicecatalog from "@pulumi/aws/servicecatalog";
import * as pulumi from "@pulumi/pulumi";

import { Foreign, type Mine, mine } from "../build/mine";
import type { Attack } from "../harness/attack";

/** What no rule can read: the pack must say so. */
const unread = (name: string, breaks: string, make: (b: Mine) => unknown): Attack =>
  mine({
    name: `unread-${name}`,
    kind: "unread",
    breaks,
    expect: "the note names what no rule can read",
    note: true,
    add: (b) => make(b),
  });

const of = (name: string, breaks: string, type: string, props: object, opts?: pulumi.CustomResourceOptions): Attack =>
  unread(name, breaks, (b) => new Foreign(type, `${b.name}-resource`, { ...props }, opts));

const TEMPLATE = JSON.stringify({
  Resources: { Stream: { Type: "AWS::Kinesis::Stream", Properties: { ShardCount: 1 } } },
});

export const packagesAndTemplates: readonly Attack[] = [
  of("native-stream", "a stream of another package is not encrypted", "aws-native:kinesis:Stream", { shardCount: 1 }),
  of("native-api", "an API of another package takes everything", "aws-native:apigateway:RestApi", { name: "open" }),
  of("native-method", "a method of another package asks for no key", "aws-native:apigateway:Method", {
    httpMethod: "POST",
    authorizationType: "NONE",
    restApiId: "a",
    resourceId: "r",
  }),
  of("native-role", "a role of another package may do everything", "aws-native:iam:Role", {
    assumeRolePolicyDocument: { Statement: [{ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }] },
  }),
  of("native-generic", "a resource of any kind, by another package", "aws-native:index:ExtensionResource", {
    type: "AWS::Kinesis::Stream",
    properties: { ShardCount: 1 },
  }),
  unread(
    "cloud-control",
    "a stream by Cloud Control is not encrypted",
    (b) =>
      new cloudcontrol.Resource(`${b.name}-resource`, {
        region: b.region,
        typeName: "AWS::Kinesis::Stream",
        desiredState: JSON.stringify({ ShardCount: 1 }),
      }),
  ),
  unread(
    "stack-text",
    "a stream of a CloudFormation stack is not encrypted",
    (b) => new cloudformation.Stack(`${b.name}-stack`, { region: b.region, templateBody: TEMPLATE, tags: b.tags }),
  ),
  unread(
    "stack-address",
    "nobody sees what a CloudFormation stack makes",
    (b) =>
      new cloudformation.Stack(`${b.name}-stack`, {
        region: b.region,
        templateUrl: "https://example.com/t.json",
        tags: b.tags,
      }),
  ),
  unread(
    "stack-set",
    "nobody sees what a set of CloudFormation stacks makes",
    (b) => new cloudformation.StackSet(`${b.name}-set`, { region: b.region, templateBody: TEMPLATE, tags: b.tags }),
  ),
  unread(
    "product",
    "nobody sees what a product of the service catalogue makes",
    (b) =>
      new servicecatalog.ProvisionedProduct(`${b.name}-product`, {
        region: b.region,
        productName: "stream",
        provisioningArtifactName: "1",
        tags: b.tags,
      }),
  ),
  unread(
    "application",
    "nobody sees what an application of the repository makes",
    (b) =>
      new serverlessrepository.CloudFormationStack(`${b.name}-stack`, {
        region: b.region,
        applicationId: "arn:aws:serverlessrepo:us-east-1:1:applications/x",
        capabilities: ["CAPABILITY_IAM"],
        tags: b.tags,
      }),
  ),
  of("dynamic", "a dynamic provider does what its code says", "pulumi-nodejs:dynamic:Resource", {
    __provider: "exports.handler = () => {}",
  }),
  of("command-local", "a command on this machine does anything", "command:local:Command", {
    create: "aws apigateway update-method --rest-api-id a --http-method POST",
  }),
  of("command-remote", "a command on another machine does anything", "command:remote:Command", {
    create: "true",
    connection: { host: "h" },
  }),
  unread(
    "invocation",
    "a function is called that changes anything",
    (b) => new lambda.Invocation(`${b.name}-call`, { region: b.region, functionName: "repair", input: "{}" }),
  ),
  of("cdk", "a construct of the CDK makes anything", "aws-native:cloudformation:Stack", { templateBody: TEMPLATE }),
  of(
    "kubernetes-controller",
    "a controller in a cluster makes a stream",
    "kubernetes:kinesis.services.k8s.aws/v1alpha1:Stream",
    { apiVersion: "kinesis.services.k8s.aws/v1alpha1", kind: "Stream", spec: { shardCount: 1 } },
  ),
];
