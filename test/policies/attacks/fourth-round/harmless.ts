import * as kinesis from "@pulumi/aws/kinesis";
import * as kms from "@pulumi/aws/kms";
import * as lambda from "@pulumi/aws/lambda";
import * as scheduler from "@pulumi/aws/scheduler";
import * as ssm from "@pulumi/aws/ssm";
import * as xray from "@pulumi/aws/xray";
import * as pulumi from "@pulumi/pulumi";

import type { Control } from "../harness/attack";
import { data, INTEGRATION } from "../harness/changes";
import { props } from "../second-round/support";
import { ACCOUNT, allow, policyOf, serviceRole, streamArn } from "../shared";
import { fileWith, OTHER_ACCOUNT } from "../third-round/support";
import { customDomain, rateLimited, webAcl } from "./fronts";
import { harmlessAlarms } from "./harmless-alarms";
import { harmlessNeighbours } from "./harmless-neighbours";
import { harmlessPipelines } from "./harmless-pipelines";
import { fine } from "./support";

export const harmlessFourthRound: readonly Control[] = [
  ...harmlessAlarms,
  ...harmlessPipelines,
  ...harmlessNeighbours,
  fine("log-reader", "a function reads metrics, traces and one log group", {
    add: (b) => {
      const role = serviceRole(
        b,
        "lambda.amazonaws.com",
        allow(["cloudwatch:GetMetricData", "xray:GetTraceSummaries"], "*"),
      );
      serviceRole(
        { ...b, name: `${b.name}-other` },
        "lambda.amazonaws.com",
        allow(
          ["logs:StartQuery", "logs:FilterLogEvents"],
          `arn:aws:logs:${b.region}:${ACCOUNT}:log-group:/aws/apigateway/orders-prod/access:*`,
        ),
      );
      return role;
    },
  }),
  fine("health-checks-not-traced", "X-Ray traces no health check of this API", {
    phase: "preview",
    add: (b) =>
      new xray.SamplingRule(`${b.name}-rule`, {
        region: b.region,
        priority: 100,
        fixedRate: 0,
        reservoirSize: 0,
        host: "*",
        httpMethod: "GET",
        resourceArn: "*",
        serviceName: `${b.stream}-prod/prod`,
        serviceType: "AWS::ApiGateway::Stage",
        urlPath: "/kinesis",
        version: 1,
        tags: b.tags,
      }),
  }),
  fine("file-by-hand", "the file has comments, another quote, and other times", {
    phase: "update",
    changes: {
      "connector-version": fileWith(
        (text) =>
          `# orders\n---\n${text.replace(/"application\/json"/g, "'application/json'").replace(/connect-timeout: \d+/, "connect-timeout: 2000 # as in dev")}`,
      ),
    },
  }),
  fine("domain-by-mappings", "a name of our own, with a post-quantum policy", {
    own: true,
    add: (b) =>
      customDomain(b, {
        routingMode: "BASE_PATH_MAPPING_ONLY",
        securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
        endpointAccessMode: "STRICT",
      }),
  }),
  fine("acl-counts", "a web ACL counts who calls often, and stops no connector", {
    own: true,
    add: (b) => webAcl(b, rateLimited(1_000_000, { count: {} })),
  }),
  fine("reader-elsewhere", "a role of another account reads the stream", {
    own: true,
    add: (b) =>
      new kinesis.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: streamArn(b),
        policy: policyOf(
          allow(
            ["kinesis:DescribeStreamSummary", "kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:ListShards"],
            streamArn(b),
            {
              Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:role/reader` },
            },
          ),
        ),
      }),
  }),
  fine("schedule-reads", "a schedule describes the stream", {
    own: true,
    add: (b) =>
      new scheduler.Schedule(`${b.name}-schedule`, {
        region: b.region,
        scheduleExpression: "rate(1 day)",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: "arn:aws:scheduler:::aws-sdk:kinesis:describeStreamSummary",
          roleArn: `arn:aws:iam::${ACCOUNT}:role/service-role/orders`,
          input: pulumi.jsonStringify({ StreamName: b.stream }),
        },
      }),
  }),
  fine("consumer", "a function reads the stream, and keeps what it cannot read in a queue", {
    add: (b) => {
      const made = new lambda.Function(`${b.name}-function`, {
        region: b.region,
        role: serviceRole(
          b,
          "lambda.amazonaws.com",
          allow(
            ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStreamSummary", "kinesis:ListShards"],
            streamArn(b),
          ),
        ).arn,
        packageType: "Image",
        imageUri: "image",
        environment: { variables: { ENDPOINT: b.pipeline.endpoint, LEVEL: "info" } },
        tags: b.tags,
      });
      return new lambda.EventSourceMapping(`${b.name}-mapping`, {
        region: b.region,
        functionName: made.arn,
        eventSourceArn: streamArn(b),
        startingPosition: "TRIM_HORIZON",
        bisectBatchOnFunctionError: true,
        destinationConfig: { onFailure: { destinationArn: `arn:aws:sqs:${b.region}:${ACCOUNT}:failed` } },
        filterCriteria: { filters: [{ pattern: '{"data":{"msg":["write"]}}' }] },
        tags: b.tags,
      });
    },
  }),
  fine("key-rotates-often", "a key of several regions rotates every quarter", {
    add: (b) =>
      new kms.Key(
        `${b.name}-key`,
        {
          region: b.region,
          multiRegion: true,
          enableKeyRotation: true,
          rotationPeriodInDays: 90,
          deletionWindowInDays: 30,
          tags: b.tags,
        },
        { protect: true },
      ),
  }),
  fine("names-in-parameters", "plain parameters tell other stacks the API's address and the stream", {
    add: (b) => {
      new ssm.Parameter(`${b.name}-url`, {
        region: b.region,
        type: "String",
        value: b.pipeline.endpoint,
        tags: b.tags,
      });
      return new ssm.Parameter(`${b.name}-stream`, {
        region: b.region,
        type: "String",
        value: streamArn(b),
        tags: b.tags,
      });
    },
  }),
  fine("body-in-quotes", "the body is encoded from a text in quotes", {
    changes: { [INTEGRATION]: props(data('$util.base64Encode("$input.body")')) },
  }),
  fine("file-routes-by-port", "one port of the connector has the route of all", {
    phase: "update",
    changes: {
      "connector-version": fileWith((text) => {
        const route = /\nrouting:\n(?: +[^\n]+\n)+/.exec(text)![0].trimStart();
        return `${text.trimEnd()}\nport-based-config:\n  8902:\n${route.trimEnd().replace(/^/gm, "    ")}\n`;
      }),
    },
  }),
];
