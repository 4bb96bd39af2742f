import * as apigateway from "@pulumi/aws/apigateway";
import * as appconfig from "@pulumi/aws/appconfig";
import * as cloudformation from "@pulumi/aws/cloudformation";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as route53 from "@pulumi/aws/route53";
import * as s3 from "@pulumi/aws/s3";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";

import { base64 } from "../build/encodings";
import { property } from "../build/kinds";
import { Foreign, type Mine } from "../build/mine";
import type { Attack } from "../harness/attack";

const other = (type: string) => (b: Mine, props: object) => new Foreign(type, `${b.name}-resource`, props);

/** The key in objects, texts, names, configurations, and resources of other packages. */
export const otherProperties: readonly Attack[] = [
  property(
    "plain-object",
    "an object of a bucket holds the connector's file",
    (b) =>
      new s3.BucketObject(`${b.name}-object`, {
        region: b.region,
        bucket: "orders",
        key: "esp.yml",
        content: b.connectorConfig,
        tags: b.tags,
      }),
  ),
  property(
    "object-base64",
    "an object of a bucket holds the connector's file, in Base64",
    (b) =>
      new s3.BucketObjectv2(`${b.name}-object`, {
        region: b.region,
        bucket: "orders",
        key: "esp.yml",
        contentBase64: b.connectorConfig.apply(base64),
        tags: b.tags,
      }),
  ),
  property(
    "object-name",
    "an object's name holds the key",
    (b, value) =>
      new s3.BucketObject(`${b.name}-object`, {
        region: b.region,
        bucket: "orders",
        key: pulumi.interpolate`keys/${value}`,
        content: "x",
        tags: b.tags,
      }),
  ),
  property(
    "dashboard",
    "a dashboard shows the key",
    (b, value) =>
      new cloudwatch.Dashboard(`${b.name}-dashboard`, {
        region: b.region,
        dashboardName: "orders",
        dashboardBody: pulumi.jsonStringify({ widgets: [{ type: "text", properties: { markdown: value } }] }),
      }),
  ),
  property(
    "alarm",
    "an alarm's text tells the key",
    (b, value) =>
      new cloudwatch.MetricAlarm(`${b.name}-alarm`, {
        region: b.region,
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 1,
        alarmDescription: value,
        alarmActions: ["arn:aws:sns:ap-south-1:123456789012:t"],
        tags: b.tags,
      }),
  ),
  property(
    "dns",
    "a name server tells the key",
    (b, value) =>
      new route53.Record(`${b.name}-record`, {
        zoneId: "Z1",
        name: "key.example.com",
        type: "TXT",
        ttl: 60,
        records: [value],
      }),
  ),
  property(
    "secret-description",
    "a secret's description holds the key",
    (b, value) =>
      new secretsmanager.Secret(
        `${b.name}-secret`,
        { region: b.region, description: value.apply(base64), recoveryWindowInDays: 30, tags: b.tags },
        { protect: true },
      ),
  ),
  property(
    "secret-name",
    "a secret's name holds the key",
    (b, value) =>
      new secretsmanager.Secret(
        `${b.name}-secret`,
        { region: b.region, name: pulumi.interpolate`esp/${value}`, recoveryWindowInDays: 30, tags: b.tags },
        { protect: true },
      ),
  ),
  property(
    "configuration",
    "a configuration in AppConfig holds the key",
    (b) =>
      new appconfig.HostedConfigurationVersion(`${b.name}-configuration`, {
        region: b.region,
        applicationId: "a",
        configurationProfileId: "p",
        contentType: "text/yaml",
        content: b.connectorConfig,
      }),
  ),
  property(
    "stack-parameter",
    "a CloudFormation stack's parameter holds the key",
    (b, value) =>
      new cloudformation.Stack(`${b.name}-stack`, {
        region: b.region,
        templateUrl: "https://example.com/t.json",
        parameters: { Key: value },
        tags: b.tags,
      }),
  ),
  property(
    "description",
    "a deployment's description holds the key",
    (b, value) =>
      new apigateway.Deployment(`${b.name}-deployment`, {
        region: b.region,
        restApi: "a1",
        triggers: { key: value.apply((key) => Buffer.from(key).toString("hex")) },
      }),
  ),
  property(
    "documentation",
    "the API's documentation holds the key",
    (b, value) =>
      new apigateway.DocumentationPart(`${b.name}-part`, {
        region: b.region,
        restApiId: b.pipeline.apiId,
        location: { type: "API" },
        properties: pulumi.jsonStringify({ example: value }),
      }),
  ),
  property("config-map", "a ConfigMap holds the key", (b, value) =>
    other("kubernetes:core/v1:ConfigMap")(b, {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "esp" },
      data: { key: value },
    }),
  ),
  property("pod", "a pod's environment holds the key", (b, value) =>
    other("kubernetes:core/v1:Pod")(b, {
      apiVersion: "v1",
      kind: "Pod",
      spec: { containers: [{ name: "esp", env: [{ name: "KEY", value }] }] },
    }),
  ),
  property("command", "a command on this machine gets the key", (b, value) =>
    other("command:local:Command")(b, {
      create: pulumi.interpolate`curl -H 'x-api-key: ${value}' https://example.com`,
    }),
  ),
  property("github-variable", "a variable of the repository holds the key", (b, value) =>
    other("github:index/actionsVariable:ActionsVariable")(b, { repository: "orders", variableName: "KEY", value }),
  ),
  property("file", "a file on this machine holds the key", (b, value) =>
    other("local:index/file:File")(b, { filename: "key.txt", content: value }),
  ),
];
