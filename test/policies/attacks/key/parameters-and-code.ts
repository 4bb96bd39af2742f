import { gzipSync } from "node:zlib";

import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as codebuild from "@pulumi/aws/codebuild";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as lambda from "@pulumi/aws/lambda";
import * as sns from "@pulumi/aws/sns";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import { base64 } from "../build/encodings";
import { property } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** The key in parameters, functions, tags, machines, containers and builds. */
export const parametersAndCode: readonly Attack[] = [
  property(
    "plain-parameter",
    "a parameter of type String holds the key",
    (b, value) => new ssm.Parameter(`${b.name}-parameter`, { region: b.region, type: "String", value, tags: b.tags }),
  ),
  property(
    "parameter-list",
    "a parameter of type StringList holds the connector's file",
    (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "StringList",
        value: b.connectorConfig,
        tags: b.tags,
      }),
  ),
  property(
    "parameter-insecure",
    "a parameter's plain value holds the key",
    (b, value) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "String",
        insecureValue: value,
        tags: b.tags,
      }),
  ),
  property(
    "parameter-description",
    "the description of a secure parameter holds the key",
    (b, value) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "SecureString",
        value,
        description: pulumi.interpolate`was ${value}`,
        tags: b.tags,
      }),
  ),
  property(
    "function-environment",
    "a function's environment holds the key",
    (b, value) =>
      new lambda.Function(`${b.name}-function`, {
        region: b.region,
        role: b.pipeline.roleArn,
        packageType: "Image",
        imageUri: "image",
        environment: { variables: { API_KEY: value } },
        tags: b.tags,
      }),
  ),
  property(
    "function-code",
    "a function's code holds the key",
    (b, value) =>
      new lambda.Function(`${b.name}-function`, {
        region: b.region,
        role: b.pipeline.roleArn,
        runtime: "nodejs22.x",
        handler: "index.handler",
        code: value.apply(
          (key) =>
            new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(`exports.key = "${key}"`) }),
        ),
        tags: b.tags,
      }),
  ),
  property(
    "stage-variables",
    "a stage variable holds the key",
    (b, value) =>
      new apigatewayv2.Stage(`${b.name}-stage`, {
        region: b.region,
        apiId: "h1",
        name: "live",
        stageVariables: { key: value },
        tags: b.tags,
      }),
  ),
  property(
    "tag-value",
    "a tag holds the key",
    (b, value) =>
      new sns.Topic(`${b.name}-topic`, {
        region: b.region,
        kmsMasterKeyId: "alias/orders",
        tags: { ...b.tags, owner: value },
      }),
  ),
  property(
    "tag-name",
    "a tag's name is the key",
    (b, value) =>
      new sns.Topic(`${b.name}-topic`, {
        region: b.region,
        kmsMasterKeyId: "alias/orders",
        tags: value.apply((key) => ({ ...b.tags, [key]: "x" })),
      }),
  ),
  property(
    "display-name",
    "a topic's display name is the key backwards",
    (b, value) =>
      new sns.Topic(`${b.name}-topic`, {
        region: b.region,
        kmsMasterKeyId: "alias/orders",
        displayName: value.apply((key) => Array.from(key).reverse().join("")),
        tags: b.tags,
      }),
  ),
  property(
    "plain-user-data",
    "a machine's start script holds the key",
    (b, value) =>
      new ec2.Instance(`${b.name}-machine`, {
        region: b.region,
        ami: "ami-1",
        instanceType: "t3.micro",
        userData: pulumi.interpolate`#!/bin/sh\nexport KEY=${value}`,
        tags: b.tags,
      }),
  ),
  property(
    "user-data-base64",
    "a machine's start script holds the key, in Base64",
    (b) =>
      new ec2.LaunchTemplate(`${b.name}-template`, {
        region: b.region,
        userData: b.connectorConfig.apply((file) => base64(`#!/bin/sh\ncat >esp.yml <<E\n${file}\nE`)),
        tags: b.tags,
      }),
  ),
  property(
    "user-data-gzip",
    "a machine's start script holds the key, compressed",
    (b) =>
      new ec2.Instance(`${b.name}-machine`, {
        region: b.region,
        ami: "ami-1",
        instanceType: "t3.micro",
        userDataBase64: b.connectorConfig.apply((file) => gzipSync(file).toString("base64")),
        tags: b.tags,
      }),
  ),
  property(
    "container",
    "a container's environment holds the key",
    (b, value) =>
      new ecs.TaskDefinition(`${b.name}-task`, {
        region: b.region,
        family: "esp",
        containerDefinitions: pulumi.jsonStringify([
          { name: "esp", image: "esp", environment: [{ name: "KEY", value }] },
        ]),
        tags: b.tags,
      }),
  ),
  property(
    "build",
    "a build's plain environment holds the key",
    (b, value) =>
      new codebuild.Project(`${b.name}-project`, {
        region: b.region,
        serviceRole: b.pipeline.roleArn,
        artifacts: { type: "NO_ARTIFACTS" },
        source: { type: "NO_SOURCE", buildspec: "version: 0.2" },
        environment: {
          computeType: "BUILD_GENERAL1_SMALL",
          image: "i",
          type: "LINUX_CONTAINER",
          environmentVariables: [{ name: "KEY", value, type: "PLAINTEXT" }],
        },
        tags: b.tags,
      }),
  ),
];
