import * as apigateway from "@pulumi/aws/apigateway";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as kms from "@pulumi/aws/kms";
import * as lambda from "@pulumi/aws/lambda";
import { Provider } from "@pulumi/aws/provider";
import * as s3 from "@pulumi/aws/s3";
import * as sns from "@pulumi/aws/sns";
import * as ssm from "@pulumi/aws/ssm";
import * as wafv2 from "@pulumi/aws/wafv2";
import * as pulumi from "@pulumi/pulumi";

import { SERVICE_ROLE } from "../build/documents";
import { r2Held, r2Key, r2Leak, r3Leak, r4Door, r4Leak } from "../build/kinds";
import type { Mine } from "../build/mine";
import type { Attack } from "../harness/attack";

const heldIn = (name: string, breaks: string, add: (b: Mine, key: pulumi.Output<string>) => unknown): Attack =>
  r2Held(name, breaks, { add: (b) => add(b, b.apiKey) });

class Box extends pulumi.ComponentResource {}

/** The key's value in a resource that keeps no secrets. */
const keyIn = (name: string, breaks: string, add: (b: Mine, key: pulumi.Output<string>) => unknown): Attack =>
  r2Key(`in-${name}`, breaks, { add: (b) => void add(b, pulumi.unsecret(b.apiKey)) });

const topic = (b: Mine, more: object = {}, opts: pulumi.CustomResourceOptions = {}, name = `${b.name}-topic`) =>
  new sns.Topic(name, { region: b.region, kmsMasterKeyId: "alias/orders", tags: b.tags, ...more }, opts);

/** The key is in a resource that keeps no secrets. */
export const places: readonly Attack[] = [
  r4Door("event-header", "a connection of EventBridge has the key in a header that is no secret", {
    add: (b) =>
      new cloudwatch.EventConnection(`${b.name}-connection`, {
        region: b.region,
        authorizationType: "API_KEY",
        authParameters: {
          apiKey: { key: "token", value: "${config.token}" },
          invocationHttpParameters: { headers: [{ key: "x-api-key", value: b.apiKey, isValueSecret: false }] },
        },
      }),
  }),
  r4Leak("search-string", "a rule of a web ACL compares with the key", {
    add: (b) =>
      new wafv2.RuleGroup(`${b.name}-group`, {
        region: b.region,
        scope: "REGIONAL",
        capacity: 10,
        rules: [
          {
            name: "known",
            priority: 1,
            action: { count: {} },
            statement: {
              byteMatchStatement: {
                fieldToMatch: { singleHeader: { name: "x-api-key" } },
                searchString: b.apiKey,
                positionalConstraint: "EXACTLY",
                textTransformations: [{ priority: 0, type: "NONE" }],
              },
            },
            visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "m", sampledRequestsEnabled: false },
          },
        ],
        visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "m", sampledRequestsEnabled: false },
        tags: b.tags,
      }),
  }),
  r4Leak("customer", "the key's value is the customer's id of the key", {
    add: (b) =>
      new apigateway.ApiKey(
        `${b.name}-key`,
        { region: b.region, customerId: b.apiKey, tags: b.tags },
        { protect: true },
      ),
  }),
  heldIn(
    "asset",
    "an object is uploaded from a text that has the key",
    (b, key) =>
      new s3.BucketObject(`${b.name}-object`, {
        region: b.region,
        bucket: "orders",
        key: "esp.yml",
        source: key.apply((text) => new pulumi.asset.StringAsset(`x-api-key: ${text}`)),
        tags: b.tags,
      }),
  ),
  keyIn("urn", "the name of a resource has the key", (b, key) =>
    key.apply((text) => void topic(b, {}, {}, `${b.name}-${text}`)),
  ),
  keyIn("component-input", "the arguments of a component have the key", (b, key) => {
    new Box("orders:index:Box", `${b.name}-box`, { key });
  }),
  keyIn("component-output", "the outputs of a component have the key", (b, key) => {
    class Open extends pulumi.ComponentResource {
      constructor() {
        super("orders:index:Open", `${b.name}-open`);
        this.registerOutputs({ header: pulumi.interpolate`x-api-key: ${key}` });
      }
    }
    new Open();
  }),
  keyIn("provider-tags", "the tags of a provider, so of all that it makes, have the key", (b, key) =>
    topic(b, {}, { provider: new Provider(`${b.name}-aws`, { region: "ap-south-1", defaultTags: { tags: { key } } }) }),
  ),
  keyIn(
    "plaintext",
    "what is to be encrypted stands beside it in plain",
    (b, key) => new kms.Ciphertext(`${b.name}-ciphertext`, { region: b.region, keyId: "alias/orders", plaintext: key }),
  ),
  keyIn("two-parameters", "two parameters hold a half of the key each", (b, key) => {
    for (const [at, half] of ["first", "second"].entries()) {
      new ssm.Parameter(`${b.name}-${half}`, {
        region: b.region,
        type: "String",
        value: key.apply((text) => text.slice(at * 20, at * 20 + 20)),
        tags: b.tags,
      });
    }
  }),
  r2Leak("two-variables", "two variables of a function are the halves of the key", {
    add: (b) =>
      new lambda.Function(`${b.name}-function`, {
        region: b.region,
        role: SERVICE_ROLE,
        packageType: "Image",
        imageUri: "image",
        environment: {
          variables: {
            KEY_A: b.apiKey.apply((key) => key.slice(0, 20)),
            KEY_B: b.apiKey.apply((key) => key.slice(20)),
          },
        },
        tags: b.tags,
      }),
  }),
  r2Leak("first-part", "a description tells the first 32 letters of the key", {
    add: (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "String",
        value: "x",
        description: b.apiKey.apply((key) => `key ${key.slice(0, 32)}...`),
        tags: b.tags,
      }),
  }),
  r3Leak("model", "the example of a model of the API is the key", {
    own: true,
    add: (b) =>
      new apigateway.Model(`${b.name}-model`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        name: "Change",
        contentType: "application/json",
        schema: b.apiKey.apply((key) => JSON.stringify({ type: "object", example: key })),
      }),
  }),
  r3Leak("documentation", "the API's documentation shows the key", {
    own: true,
    add: (b) =>
      new apigateway.DocumentationPart(`${b.name}-part`, {
        region: b.region,
        restApiId: b.pipeline.apiId,
        location: { type: "API" },
        properties: b.apiKey.apply((key) => JSON.stringify({ description: `Send ${key}` })),
      }),
  }),
  r3Leak("saved-query", "a saved query holds the key", {
    add: (b) =>
      new cloudwatch.QueryDefinition(`${b.name}-query`, {
        region: b.region,
        name: "who",
        queryString: b.apiKey.apply((key) => `fields @message | filter @message like /${key}/`),
      }),
  }),
  r3Leak("parameter-plain", "a parameter of plain text holds the connector's file", {
    add: (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "String",
        insecureValue: b.connectorConfig,
        tags: b.tags,
      }),
  }),
  r3Leak("variable", "a variable of the stage holds the key", {
    own: true,
    add: (b) =>
      new apigateway.Stage(`${b.name}-stage`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        deployment: b.resource("api-deployment").id,
        stageName: "debug",
        xrayTracingEnabled: true,
        variables: { key: b.apiKey },
        tags: b.tags,
      }),
  }),
];
