import * as apigateway from "@pulumi/aws/apigateway";
import * as cloudfront from "@pulumi/aws/cloudfront";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as iot from "@pulumi/aws/iot";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import type { Mine } from "../mine";
import { streamArn, writerFor } from "../shared";
import { attackOf } from "./support";

const write = attackOf("writer", "nothing but the API writes to its stream");
const leak = attackOf("leak", "the key's value is nowhere but in the key and in secrets");

const output = (name: string, breaks: string, value: (key: string) => unknown): Attack =>
  leak(name, breaks, { outputs: { told: (b: Mine) => pulumi.unsecret(b.apiKey.apply(value)) } });

export const elsewhere: readonly Attack[] = [
  write("table", "the changes of a table reach the stream, too", {
    add: (b) => {
      const table = new dynamodb.Table(`${b.name}-table`, {
        region: b.region,
        billingMode: "PAY_PER_REQUEST",
        hashKey: "id",
        attributes: [{ name: "id", type: "S" }],
        tags: b.tags,
      });
      return new dynamodb.KinesisStreamingDestination(`${b.name}-destination`, {
        region: b.region,
        tableName: table.name,
        streamArn: streamArn(b),
      });
    },
  }),
  write("front-log", "the log of a distribution reaches the stream, too", {
    add: (b) =>
      new cloudfront.RealtimeLogConfig(`${b.name}-log`, {
        samplingRate: 100,
        fields: ["timestamp"],
        endpoint: {
          streamType: "Kinesis",
          kinesisStreamConfig: { roleArn: writerFor(b, "cloudfront.amazonaws.com").arn, streamArn: streamArn(b) },
        },
      }),
  }),
  write("things", "messages of things reach the stream, too", {
    add: (b) =>
      new iot.TopicRule(`${b.name}-rule`, {
        region: b.region,
        name: "things",
        enabled: true,
        sql: "SELECT * FROM 'things'",
        sqlVersion: "2016-03-23",
        kineses: [
          { roleArn: "arn:aws:iam::123456789012:role/iot", streamName: b.stream, partitionKey: "${newuuid()}" },
        ],
        tags: b.tags,
      }),
  }),
  write("logs", "lines of a log reach the stream, too", {
    add: (b) =>
      new cloudwatch.LogSubscriptionFilter(`${b.name}-filter`, {
        region: b.region,
        logGroup: "web",
        filterPattern: "",
        destinationArn: streamArn(b),
        roleArn: "arn:aws:iam::123456789012:role/logs",
      }),
  }),
  output("letters", "an output holds the key as a list of letters", (key) => Array.from(key)),
  output("dotted", "an output holds the key with a dot behind each letter", (key) => Array.from(key).join(".")),
  output("by-index", "an output holds the key as an object of letters", (key) =>
    Object.fromEntries(Array.from(key).entries()),
  ),
  output("in-lines", "an output holds the key in lines of eight letters", (key) => key.match(/.{1,8}/g)?.join("\n")),
  output("capitals", "an output holds the key in capitals", (key) => key.toUpperCase()),
  output("percent", "an output holds the key in percent signs", (key) =>
    Array.from(key)
      .map((letter) => `%${letter.charCodeAt(0).toString(16)}`)
      .join(""),
  ),
  output("nested", "an output holds the key deep in a map, as JSON in JSON", (key) => ({
    a: [{ b: JSON.stringify({ c: JSON.stringify([key]) }) }],
  })),
  leak("model", "the example of a model of the API is the key", {
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
  leak("documentation", "the API's documentation shows the key", {
    own: true,
    add: (b) =>
      new apigateway.DocumentationPart(`${b.name}-part`, {
        region: b.region,
        restApiId: b.pipeline.apiId,
        location: { type: "API" },
        properties: b.apiKey.apply((key) => JSON.stringify({ description: `Send ${key}` })),
      }),
  }),
  leak("saved-query", "a saved query holds the key", {
    add: (b) =>
      new cloudwatch.QueryDefinition(`${b.name}-query`, {
        region: b.region,
        name: "who",
        queryString: b.apiKey.apply((key) => `fields @message | filter @message like /${key}/`),
      }),
  }),
  leak("parameter-plain", "a parameter of plain text holds the connector's file", {
    add: (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "String",
        insecureValue: b.connectorConfig,
        tags: b.tags,
      }),
  }),
  leak("variable", "a variable of the stage holds the key", {
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
