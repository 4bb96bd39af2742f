import * as cloudfront from "@pulumi/aws/cloudfront";
import * as iot from "@pulumi/aws/iot";
import * as kinesis from "@pulumi/aws/kinesis";
import * as organizations from "@pulumi/aws/organizations";
import * as route53 from "@pulumi/aws/route53";
import * as scheduler from "@pulumi/aws/scheduler";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

import type { Control, Props } from "../harness/attack";
import { props, set } from "../second-round/support";
import { ACCOUNT, allow, atEnd, distribution, header, policyOf, serviceRole, streamArn } from "../shared";
import { fileWith, KEY_ARN, pipelineWith } from "../third-round/support";
import { customDomain, webAcl } from "./fronts";
import { fine } from "./support";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/orders`;
const CHAT = [`arn:aws:sns:ap-south-1:${ACCOUNT}:chat`];

const file = (name: string, says: string, change: (text: string) => string): Control =>
  fine(`file-${name}`, says, { phase: "update", changes: { "connector-version": fileWith(change) } });
const acl = (name: string, says: string, rule: object): Control =>
  fine(`acl-${name}`, says, { own: true, add: (b) => webAcl(b, [{ name, priority: 1, ...rule }]) });
const NO_CHANGE = [{ priority: 0, type: "NONE" }];

/** What stands beside the attacks of the fourth round, and breaks no promise. */
export const harmlessNeighbours: readonly Control[] = [
  file(
    "batching",
    "the connector collects records for a second",
    atEnd("batching: { enabled: true, batch-interval: 1000 }"),
  ),
  file(
    "all-bins",
    "the connector sends all bins, and says so",
    atEnd("bin-transforms: { include: { type: all }, exclude: { type: none } }"),
  ),
  file("tls-null", "the connector's trust is that of Java", (text) =>
    text.replace(/\n( +)urls:/, "\n$1tls: null\n$1urls:"),
  ),
  file("agent", "the connector says who it is, and that it compresses nothing", (text) =>
    header('Content-Encoding: "identity"')(header('User-Agent: "esp/3.0"')(text)),
  ),
  acl("country", "a web ACL stops who calls from another country", {
    action: { block: {} },
    statement: { geoMatchStatement: { countryCodes: ["KP"] } },
  }),
  acl("put", "a web ACL stops other methods than those of the API", {
    action: { block: {} },
    statement: {
      byteMatchStatement: {
        fieldToMatch: { method: {} },
        searchString: "PUT",
        positionalConstraint: "EXACTLY",
        textTransformations: NO_CHANGE,
      },
    },
  }),
  acl("bots-counted", "a web ACL counts who is no browser", {
    overrideAction: { count: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesBotControlRuleSet" } },
  }),
  acl("query", "a web ACL stops an address that looks like an attack", {
    action: { block: {} },
    statement: { sqliMatchStatement: { fieldToMatch: { queryString: {} }, textTransformations: NO_CHANGE } },
  }),
  fine("log-of-times", "the log of a distribution before the API has times and statuses", {
    add: (b) => {
      const log = new cloudfront.RealtimeLogConfig(`${b.name}-log`, {
        name: "times",
        samplingRate: 100,
        fields: ["timestamp", "sc-status", "time-taken"],
        endpoint: {
          streamType: "Kinesis",
          kinesisStreamConfig: {
            roleArn: ROLE,
            streamArn: `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/logs`,
          },
        },
      });
      return distribution(b, { behavior: { realtimeLogConfigArn: log.arn } });
    },
  }),
  fine("record-beside", "the name of the domain has a text for its owner, and another name an address", {
    own: true,
    add: (b) => {
      const { domainName, regionalDomainName } = customDomain(b);
      const record = (end: string, args: Props) =>
        new route53.Record(`${b.name}-${end}`, { zoneId: "Z123", ttl: 60, ...args } as route53.RecordArgs);
      record("text", { name: domainName, type: "TXT", records: ["owner=data"] });
      record("site", { name: "www.example.com", type: "CNAME", records: ["site.example.net"] });
      return record("api", { name: "esp.example.com.", type: "CNAME", records: [regionalDomainName] });
    },
  }),
  fine("things-failed", "a rule of IoT Core keeps what it cannot deliver in a log", {
    add: (b) =>
      new iot.TopicRule(`${b.name}-rule`, {
        region: b.region,
        name: "orders",
        enabled: true,
        sql: "SELECT * FROM 'a'",
        sqlVersion: "2016-03-23",
        sns: [{ roleArn: ROLE, targetArn: `arn:aws:sns:${b.region}:${ACCOUNT}:things` }],
        errorAction: { cloudwatchLogs: { roleArn: ROLE, logGroupName: "things" } },
        tags: b.tags,
      }),
  }),
  fine("analytics-reads", "a query reads the stream, and its results go to another one", {
    add: (b) =>
      new kinesis.AnalyticsApplication(`${b.name}-analytics`, {
        region: b.region,
        name: "orders",
        inputs: {
          namePrefix: "SOURCE",
          kinesisStream: { resourceArn: streamArn(b), roleArn: ROLE },
          schema: {
            recordColumns: [{ name: "msg", sqlType: "VARCHAR(8)", mapping: "$.msg" }],
            recordFormat: { mappingParameters: { json: { recordRowPath: "$" } } },
          },
        },
        outputs: [
          {
            name: "OUT",
            schema: { recordFormatType: "JSON" },
            kinesisStream: { resourceArn: `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/results`, roleArn: ROLE },
          },
        ],
        tags: b.tags,
      }),
  }),
  fine("firehose-splunk", "Firehose takes the records on to Splunk, over https", {
    add: (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-firehose`, {
        region: b.region,
        destination: "splunk",
        kinesisSourceConfiguration: { kinesisStreamArn: streamArn(b), roleArn: ROLE },
        splunkConfiguration: {
          hecEndpoint: "https://splunk.example.com:8088",
          hecToken: pulumi.secret("token"),
          s3Configuration: { bucketArn: "arn:aws:s3:::failed", roleArn: ROLE },
        },
        tags: b.tags,
      }),
  }),
  fine("control-of-plain", "the organization refuses calls that are not https", {
    add: (b) =>
      new organizations.Policy(`${b.name}-policy`, {
        name: "https",
        type: "RESOURCE_CONTROL_POLICY",
        content: policyOf({
          Effect: "Deny",
          Principal: "*",
          Action: "kinesis:*",
          Resource: "*",
          Condition: { BoolIfExists: { "aws:SecureTransport": "false" } },
        }),
        tags: b.tags,
      }),
  }),
  fine("other-secret-written", "a function writes a secret that is not the connector's, and tells a topic", {
    add: (b) => {
      serviceRole(
        { ...b, name: `${b.name}-teller` },
        "lambda.amazonaws.com",
        allow("sns:Publish", `arn:aws:sns:${b.region}:${ACCOUNT}:chat`),
      );
      return serviceRole(
        b,
        "lambda.amazonaws.com",
        allow("secretsmanager:PutSecretValue", `arn:aws:secretsmanager:${b.region}:${ACCOUNT}:secret:billing-AbCdEf`),
      );
    },
  }),
  fine("machines-stopped", "schedules stop machines at night, and tell a topic", {
    add: (b) => {
      const schedule = (end: string, arn: string, input: object) =>
        new scheduler.Schedule(`${b.name}-${end}`, {
          region: b.region,
          scheduleExpression: "cron(0 20 * * ? *)",
          flexibleTimeWindow: { mode: "OFF" },
          target: { arn, roleArn: ROLE, input: pulumi.jsonStringify(input) },
        });
      schedule("stop", "arn:aws:scheduler:::aws-sdk:ec2:stopInstances", { InstanceIds: ["i-1"] });
      return schedule("tell", "arn:aws:scheduler:::aws-sdk:sns:publish", { TopicArn: CHAT[0], Message: "night" });
    },
  }),
  fine("reader-decrypts", "a reader may decrypt what the stream's key has encrypted", {
    add: (b) => {
      pipelineWith(b, { streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }] });
      return serviceRole({ ...b, name: `${b.name}-reader` }, "lambda.amazonaws.com", allow("kms:Decrypt", KEY_ARN));
    },
  }),
  fine("second-topic-chosen", "a chat hears of a topic that is not the alarms', by an attribute", {
    changes: { "alarms-topic": set({}), "alarms-ours": props((given) => ({ ...given })) },
    add: (b) =>
      new sns.TopicSubscription(`${b.name}-chat`, {
        region: b.region,
        topic: CHAT[0]!,
        protocol: "https",
        endpoint: "https://chat.example.com/orders",
        filterPolicy: '{"severity":["page"]}',
      }),
  }),
  fine("perimeter", "the organization keeps out who does not belong to it", {
    add: (b) =>
      new organizations.Policy(`${b.name}-policy`, {
        name: "perimeter",
        type: "RESOURCE_CONTROL_POLICY",
        content: policyOf({
          Effect: "Deny",
          Principal: "*",
          Action: "kinesis:*",
          Resource: "*",
          Condition: {
            StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-0123456789" },
            BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
          },
        }),
        tags: b.tags,
      }),
  }),
];
