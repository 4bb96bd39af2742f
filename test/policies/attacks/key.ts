import { gzipSync } from "node:zlib";

import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as appconfig from "@pulumi/aws/appconfig";
import * as cloudformation from "@pulumi/aws/cloudformation";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as codebuild from "@pulumi/aws/codebuild";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as lambda from "@pulumi/aws/lambda";
import * as route53 from "@pulumi/aws/route53";
import * as s3 from "@pulumi/aws/s3";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as sns from "@pulumi/aws/sns";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import type { Attack, Props } from "./harness/attack";
import { Foreign, type Mine, mine, type Parts } from "./mine";
import { ACCOUNT } from "./shared";

const leak = (name: string, breaks: string, parts: Omit<Parts, "name">): Attack =>
  mine({ name: `key-${name}`, kind: "key", breaks, expect: "the key is in the key and in secrets only", ...parts });

/** The key's value in an output of the stack, written in another way. */
const output = (name: string, breaks: string, write: (key: string) => unknown): Attack =>
  leak(`output-${name}`, breaks, { outputs: { value: ({ apiKey }) => pulumi.unsecret(apiKey.apply(write)) } });

const base64 = (text: string) => Buffer.from(text).toString("base64");

function base32(text: string): string {
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(five.padEnd(5, "0"), 2)])
    .join("");
}

const outputs: Attack[] = [
  output("plain", "an output is the key", (key) => key),
  output("hexadecimal", "an output is the key in hexadecimal", (key) => Buffer.from(key).toString("hex")),
  output("hex-upper", "an output is the key in capital hexadecimal", (key) =>
    Buffer.from(key).toString("hex").toUpperCase(),
  ),
  output("hex-colons", "an output is the key in hexadecimal with colons", (key) =>
    Buffer.from(key)
      .toString("hex")
      .replace(/..(?=.)/g, "$&:"),
  ),
  output("one-base64", "an output is the key in Base64", base64),
  output("base64-shifted", "an output is the key in Base64 behind another text, so that it looks otherwise", (key) =>
    base64(`k:${key}`),
  ),
  output("base64-twice", "an output is the key in Base64 of Base64", (key) => base64(base64(key))),
  output("base64-thrice", "an output is the key in Base64 of Base64 of Base64", (key) => base64(base64(base64(key)))),
  output("base64url", "an output is the key in Base64 for addresses", (key) =>
    Buffer.from(`?${key}>`).toString("base64url"),
  ),
  output("base64-lines", "an output is the key in Base64 of short lines", (key) =>
    base64(key).replace(/.{16}/g, "$&\n"),
  ),
  output("base64-of-hex", "an output is the key in Base64 of hexadecimal", (key) =>
    base64(Buffer.from(key).toString("hex")),
  ),
  output("base32", "an output is the key in Base32", base32),
  output("reversed", "an output is the key read backwards", (key) => Array.from(key).reverse().join("")),
  output("spaced", "an output is the key with a space between its letters", (key) => Array.from(key).join(" ")),
  output("dashes", "an output is the key in groups of four", (key) => key.replace(/.{4}(?=.)/g, "$&-")),
  output("halves", "an output is the key's two halves in a list", (key) => [key.slice(0, 20), key.slice(20)]),
  output("letters", "an output is a list of the key's letters", (key) => Array.from(key)),
  output("codes", "an output is the codes of the key's letters", (key) => [...Buffer.from(key)]),
  output("percent", "an output is the key with every letter percent-encoded", (key) =>
    Buffer.from(key).toString("hex").replace(/../g, "%$&"),
  ),
  output("escapes", "an output is the key with every letter as a JSON escape", (key) =>
    Buffer.from(key).toString("hex").replace(/../g, "\\u00$&"),
  ),
  output("entities", "an output is the key with every letter as an entity", (key) =>
    [...Buffer.from(key)].map((code) => `&#${code};`).join(""),
  ),
  output("gzip", "an output is the key, compressed, in Base64", (key) => gzipSync(key).toString("base64")),
  output("name", "the key is the name of a value", (key) => ({ keys: { [key]: true } })),
  output("nested", "the key is deep within an object", (key) => ({ a: [{ b: { c: [{ d: `key=${key}` }] } }] })),
  output("json", "the key is in a text of JSON in a text of JSON", (key) =>
    JSON.stringify({ config: JSON.stringify({ "x-api-key": key }) }),
  ),
  output("in-address", "the key is in an address", (key) => `https://api.example.com/?key=${encodeURIComponent(key)}`),
  output("basic", "the key is the password of a basic authorization", (key) => `Basic ${base64(`esp:${key}`)}`),
  output(
    "jwt",
    "the key is in a token that is signed and not encrypted",
    (key) =>
      `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify({ key })).toString("base64url")}.`,
  ),
  leak("output-whole-file", "an output is the connector's file, no longer secret", {
    outputs: { file: ({ connectorConfig }) => pulumi.unsecret(connectorConfig) },
  }),
  leak("output-file-hex", "an output is the connector's file in hexadecimal", {
    outputs: {
      file: ({ connectorConfig }) =>
        pulumi.unsecret(connectorConfig.apply((text) => Buffer.from(text).toString("hex"))),
    },
  }),
  leak("output-file-gzip", "an output is the connector's file, compressed", {
    outputs: {
      file: ({ connectorConfig }) =>
        pulumi.unsecret(connectorConfig.apply((text) => gzipSync(text).toString("base64"))),
    },
  }),
  leak("output-header", "an output is the headers that the connector sends", {
    outputs: { headers: ({ apiKey }) => pulumi.unsecret(apiKey.apply((key) => ({ "X-Api-Key": [key] }))) },
  }),
];

/** The key's value in a property of a resource that keeps no secrets. */
const property = (name: string, breaks: string, make: (b: Mine, key: pulumi.Output<string>) => unknown): Attack =>
  leak(`in-${name}`, breaks, { add: (b) => void make(b, b.apiKey) });
const other = (type: string) => (b: Mine, props: object) => new Foreign(type, `${b.name}-resource`, props);

const properties: Attack[] = [
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

const literal: Attack[] = [
  leak("literal-value", "the key is written into the program", {
    changes: { key: { props: (props) => ({ ...props, value: "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3A" }) } },
  }),
  leak("literal-secret", "the key is written into the program and called secret", {
    changes: {
      key: { props: (props) => ({ ...props, value: pulumi.secret("Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3A") }) },
    },
  }),
  leak("literal-beside", "a second key is written into the program", {
    own: true,
    add: (b) => {
      const key = new apigateway.ApiKey(
        `${b.name}-second`,
        { region: b.region, value: "second-key-of-the-orders-service-0001", tags: b.tags },
        { protect: true },
      );
      new apigateway.UsagePlanKey(
        `${b.name}-second-link`,
        { region: b.region, keyId: key.id, keyType: "API_KEY", usagePlanId: b.pipeline.usagePlanId },
        { additionalSecretOutputs: ["value"] },
      );
    },
  }),
  leak("derived", "the key follows from the stage's name", {
    changes: { key: { props: (props) => ({ ...props, value: base64("orders-prod-ap-south-1-key") }) } },
  }),
  leak("link-plain", "the link repeats the key in plain", {
    changes: { "key-link": { options: { additionalSecretOutputs: [] } } },
  }),
];

/** A template of the API that prints the caller's key: another response of the method that writes. */
const template = (name: string, breaks: string, text: string): Attack =>
  leak(`template-${name}`, breaks, {
    changes: {
      "api-post-503-mapping": {
        props: (props: Props) => ({ ...props, responseTemplates: { "application/json": text } }),
      },
    },
  });
const set = (values: Props) => ({ props: (props: Props) => ({ ...props, ...values }) });
const change = (name: string, breaks: string, changes: NonNullable<Parts["changes"]>): Attack =>
  leak(name, breaks, { changes });

const templates: Attack[] = [
  template("one-header", "an answer has the caller's key", `{"k": "$input.params('x-api-key')"}`),
  template(
    "header-case",
    "an answer has the caller's key, its header in other letters",
    `{"k": "$input.params('X-API-Key')"}`,
  ),
  template("whole-map", "an answer has all parameters", `{"k": "$util.escapeJavaScript($input.params())"}`),
  template(
    "map-get",
    "an answer has the caller's key, taken from the map",
    `{"k": "$input.params().get('header').get('x-api-key')"}`,
  ),
  template("map-header", "an answer has all headers", `{"k": "$input.params().header"}`),
  template(
    "loop-headers",
    "an answer has every header in turn",
    `#foreach($n in $input.params().header.keySet())"$n": "$input.params().header.get($n)",#end`,
  ),
  template(
    "loop-params",
    "an answer has every parameter of every kind",
    `#foreach($t in $input.params().keySet())#foreach($n in $input.params().get($t).keySet())$input.params().get($t).get($n)#end#end`,
  ),
  template(
    "joined-name",
    "the header's name is put together",
    `#set($a = "x-api-")#set($n = "\${a}key")"$input.params($n)"`,
  ),
  template("named-by-caller", "the caller says which header it wants back", `"$input.params($input.params('echo'))"`),
  template(
    "chosen-name-header",
    "the caller says which header of the map it wants back",
    `#set($h = $input.params().header)"$h.get($input.path('$.want'))"`,
  ),
  template(
    "variable",
    "the key goes through a variable",
    `#set($a = $input.params("x-api-key"))#set($b = $a)"$b.substring(1)"`,
  ),
  template("encoded", "an answer has the caller's key in Base64", `"$util.base64Encode($input.params('x-api-key'))"`),
  template("whole-identity", "an answer has all that is known of the caller", `{"k": "$context.identity"}`),
  template(
    "identity-get",
    "an answer has the key, taken from the identity",
    `{"k": "$context.identity.get('apiKey')"}`,
  ),
  template("identity-index", "an answer has the key, by an index", `{"k": "$context.identity['apiKey']"}`),
  template("identity-braces", "an answer has the key, in braces and quietly", '{"k": "$!{context.identity.apiKey}"}'),
  template(
    "identity-variable",
    "an answer has the key, by another name of the identity",
    `#set($who = $context.identity)"$who.apiKey"`,
  ),
  template("whole-context", "an answer has the whole context", `{"k": "$context"}`),
  template(
    "context-get",
    "an answer has the key by names that are put together",
    `#set($p = "identity")"$context.get($p).get('api' + 'Key')"`,
  ),
  template(
    "override",
    "a header of the answer is the key",
    `#set($context.responseOverride.header.X-Echo = $context.identity.apiKey){}`,
  ),
  template("macro", "a macro prints the key", "#macro(m $x)$x#end#m($context.identity.apiKey)"),
  template("evaluate", "a text is evaluated", `#evaluate("$" + "context.identity.apiKey")`),
  template("multi-line", "a comment hides nothing", `## nothing here\n#*\n*#"$context.identity.apiKey"`),
  change("template-health", "a health check has its caller's key back", {
    "api-get-200-mapping": set({
      responseTemplates: { "application/json": `{"status": "$input.params('x-api-key')"}` },
    }),
  }),
  change("template-gateway", "an answer of API Gateway has the key", {
    "api-throttled": set({ responseTemplates: { "application/json": `{"k": "$context.identity.apiKey"}` } }),
  }),
  change("gateway-header-request", "a header of API Gateway's answer is the key", {
    "api-throttled": set({
      responseParameters: { "gatewayresponse.header.X-Echo": "method.request.header.x-api-key" },
    }),
  }),
  change("gateway-header-context", "a header of API Gateway's answer is the key, from the context", {
    "api-throttled": set({ responseParameters: { "gatewayresponse.header.X-Echo": "context.identity.apiKey" } }),
  }),
  change("parameter-forwarded", "a header to Kinesis is the caller's key", {
    "api-post-integration": set({
      requestParameters: {
        "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
        "integration.request.header.X-Trace": "method.request.header.x-api-key",
      },
    }),
  }),
  change("parameter-querystring", "an address to Kinesis has the caller's key", {
    "api-post-integration": set({
      requestParameters: {
        "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
        "integration.request.querystring.k": "context.identity.apiKey",
      },
    }),
  }),
  change("log-line", "each line of the access log has the key", {
    "api-stage": set({
      accessLogSettings: {
        destinationArn: `arn:aws:logs:ap-south-1:${ACCOUNT}:log-group:orders`,
        format:
          '{"requestId":"$context.requestId","error":"$context.integration.error","key":"$context.identity.apiKey"}',
      },
    }),
  }),
  change("log-braces", "each line of the access log has the key, in braces", {
    "api-stage": set({
      accessLogSettings: {
        destinationArn: `arn:aws:logs:ap-south-1:${ACCOUNT}:log-group:orders`,
        format:
          '{"requestId":"$context.requestId","error":"$context.integration.error","key":"${context.identity.apiKey}"}',
      },
    }),
  }),
];

export const leaks: readonly Attack[] = [...outputs, ...properties, ...literal, ...templates];
