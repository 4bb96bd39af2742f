import * as apigateway from "@pulumi/aws/apigateway";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import { Provider } from "@pulumi/aws/provider";
import * as sns from "@pulumi/aws/sns";
import * as xray from "@pulumi/aws/xray";

import type { Control } from "../harness/attack";
import { props, set } from "../second-round/support";
import { ACCOUNT, allow, policyOf, streamArn } from "../shared";
import { withPolicy } from "./again";
import { routed } from "./routes";
import { ownKey } from "./streams";
import { fine, foreignArn, KEY_ARN, pipelineWith } from "./support";

const ROOT = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" };

export const harmlessThirdRound: readonly Control[] = [
  fine("existing", "the stream is there already, in the stage's own account", {
    add: (b) => pipelineWith(b, { streams: [{ name: b.name, existing: true }] }),
  }),
  fine("preview-of-existing", "the stream is there already, and a preview judges it", {
    phase: "preview",
    add: (b) => pipelineWith(b, { streams: [{ name: b.name, existing: true }] }),
  }),
  fine("foreign", "the stream is another account's", {
    add: (b) => pipelineWith(b, { streams: [{ name: b.name, existing: [foreignArn(b.name)] }] }),
  }),
  fine("preview-of-foreign", "the stream is another account's, and a preview judges it", {
    phase: "preview",
    add: (b) => pipelineWith(b, { streams: [{ name: b.name, existing: [foreignArn(b.name)] }] }),
  }),
  fine("all-kinds", "one stream is made, one is there, one is another account's; two have keys", {
    add: (b) =>
      pipelineWith(b, {
        streams: [
          { name: `${b.name}-a`, kmsKeyArns: [KEY_ARN], default: true },
          { name: `${b.name}-b`, existing: true, namespaces: ["shop"] },
          {
            name: `${b.name}-c`,
            existing: [foreignArn(`${b.name}-c`)],
            kmsKeyArns: [KEY_ARN.replace("/1111", "/2222")],
            namespaces: ["users"],
          },
        ],
      }),
  }),
  fine("routed", "two streams get the changes of their namespaces and sets", { add: (b) => routed(b) }),
  fine("own-key", "a key of this stack encrypts the stream", {
    add: (b) => ownKey(b, { policy: policyOf(ROOT) }),
  }),
  fine("key-denied-elsewhere", "the role may not use keys, but through Kinesis, and not one key at all", {
    add: (b) =>
      withPolicy(
        b,
        {
          Effect: "Deny",
          Action: "kms:*",
          Resource: "*",
          Condition: { StringNotLike: { "kms:ViaService": `kinesis.${b.region}.*` } },
        },
        { Effect: "Deny", Action: "kms:*", Resource: KEY_ARN.replace("/1111", "/2222") },
      ),
  }),
  fine("key-for-stream", "the stream's key is for this stream alone, in its policy and in that of the role", {
    add: (b) => {
      const arn = `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/${b.name}`;
      const isForStream = { StringEquals: { "kms:EncryptionContext:aws:kinesis:arn": arn } };
      ownKey(b, {
        policy: policyOf(ROOT, {
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: "kms:GenerateDataKey",
          Resource: "*",
          Condition: { StringNotEquals: { "kms:EncryptionContext:aws:kinesis:arn": arn } },
        }),
      });
      return new iam.RolePolicy(`${b.name}-more`, {
        role: `${b.name}-role`,
        policy: policyOf(allow("kms:GenerateDataKey", KEY_ARN, { Condition: isForStream })),
      });
    },
  }),
  fine("consumer", "a consumer with its own throughput reads the stream", {
    add: (b) =>
      new kinesis.StreamConsumer(`${b.name}-consumer`, { region: b.region, streamArn: streamArn(b), tags: b.tags }),
  }),
  fine("traces-all", "X-Ray traces every record", {
    phase: "preview",
    add: (b) => {
      new xray.Group(`${b.name}-group`, {
        region: b.region,
        groupName: "orders",
        filterExpression: "responsetime > 5",
        tags: b.tags,
      });
      return new xray.SamplingRule(`${b.name}-rule`, {
        region: b.region,
        priority: 100,
        fixedRate: 1,
        reservoirSize: 10,
        host: "*",
        httpMethod: "POST",
        resourceArn: "*",
        serviceName: `${b.stream}-prod/prod`,
        serviceType: "AWS::ApiGateway::Stage",
        urlPath: "/kinesis",
        version: 1,
        tags: b.tags,
      });
    },
  }),
  fine("samples-other", "X-Ray traces few requests of another service", {
    phase: "preview",
    add: (b) =>
      new xray.SamplingRule(`${b.name}-rule`, {
        region: b.region,
        priority: 200,
        fixedRate: 0,
        reservoirSize: 0,
        host: "*",
        httpMethod: "GET",
        resourceArn: "*",
        serviceName: "billing",
        serviceType: "AWS::EC2::Instance",
        urlPath: "/health",
        version: 1,
        tags: b.tags,
      }),
  }),
  fine("topic-for-more", "a role and EventBridge publish to the topic, too", {
    changes: {
      "alarms-topic-policy": set({
        policy: policyOf(
          ...[{ Service: "cloudwatch.amazonaws.com" }, { Service: "events.amazonaws.com" }].map((Principal) => ({
            Effect: "Allow",
            Principal,
            Action: "sns:Publish",
            Resource: "*",
            Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
          })),
          {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/reports` },
            Action: "sns:*",
            Resource: "*",
          },
        ),
      }),
    },
  }),
  fine("subscribed", "a pager and a person are told of alarms", {
    own: true,
    add: (b) => {
      const topic = `arn:aws:sns:${b.region}:${ACCOUNT}:alarms`;
      new sns.TopicSubscription(`${b.name}-pager`, {
        region: b.region,
        topic,
        protocol: "https",
        endpoint: "https://pager.example.com/alarms",
      });
      return new sns.TopicSubscription(`${b.name}-person`, {
        region: b.region,
        topic,
        protocol: "email",
        endpoint: "on-call@example.com",
      });
    },
  }),
  fine("topic-told", "the alarm tells a second topic, also when it lacks data", {
    changes: {
      "alarms-server-errors": props((given) => ({
        ...given,
        alarmActions: [...(given.alarmActions as unknown[]), `arn:aws:sns:ap-south-1:${ACCOUNT}:pager`],
        insufficientDataActions: given.alarmActions,
      })),
    },
    phase: "update",
  }),
  fine("muted-at-night", "a ticket's alarm is mute during the hours of a planned work", {
    phase: "preview",
    add: (b) =>
      new cloudwatch.AlarmMuteRule(`${b.name}-mute`, {
        region: b.region,
        name: b.name,
        muteTargets: { alarmNames: ["other-service"] },
        rule: { schedule: { duration: "PT2H", expression: "at(2027-01-01T00:00)" } },
        tags: b.tags,
      }),
  }),
  fine("health-check-free", "the health check has no throttle of its own", {
    changes: {
      "api-health-check": props((given) => ({
        ...given,
        settings: { ...(given.settings as object), throttlingRateLimit: -1, throttlingBurstLimit: -1 },
      })),
    },
  }),
  fine("health-check-words", "the health check answers in other words", {
    changes: { "api-get-200-mapping": set({ responseTemplates: { "application/json": '{"healthy": true}' } }) },
  }),
  fine("log-kept", "the log group stays when the stack is destroyed", {
    changes: { "api-access-log": { props: { skipDestroy: true }, options: { retainOnDelete: true } } },
  }),
  fine("patient", "AWS has more time to make a stream, and ignores who tagged it last", {
    changes: { stream: { options: { customTimeouts: { create: "30m" }, ignoreChanges: ["tagsAll"] } } },
  }),
  fine("policy-with-role", "the policy need not be deleted when the role is", {
    phase: "update",
    changes: {
      "access-policy": { options: (given) => ({ ...given, retainOnDelete: false, replaceOnChanges: ["policy"] }) },
    },
  }),
  fine("policies-exclusive", "the role has exactly the policies of the program", {
    own: true,
    add: (b) =>
      new iam.RolePoliciesExclusive(`${b.name}-policies`, {
        roleName: b.resource("access-role").id,
        policyNames: [(b.resource("access-policy") as iam.RolePolicy).name],
      }),
  }),
  fine("boundary", "a boundary leaves the role what it needs", {
    changes: {
      "access-role": props((given) => ({
        ...given,
        permissionsBoundary: new iam.Policy("r3-fine-boundary-made-policy", {
          policy: policyOf(allow(["kinesis:*", "kms:*", "logs:*"], "*")),
          tags: { service: "r3-fine-boundary", stage: "prod", "managed-by": "pulumi" },
        }).arn,
      })),
    },
    phase: "update",
  }),
  fine("second-key", "another team's connectors have a key of their own in the same plan", {
    own: true,
    add: (b) => {
      const key = new apigateway.ApiKey(`${b.name}-key`, { region: b.region, tags: b.tags }, { protect: true });
      return new apigateway.UsagePlanKey(
        `${b.name}-link`,
        { region: b.region, keyId: key.id, keyType: "API_KEY", usagePlanId: b.pipeline.usagePlanId },
        { additionalSecretOutputs: ["value"] },
      );
    },
  }),
  fine("provider", "a provider of the same region has other timeouts and tags", {
    changes: {
      "access-role": {
        options: (given) => ({
          ...given,
          provider: new Provider("r3-fine-provider-made", {
            region: "ap-south-1",
            maxRetries: 30,
            defaultTags: { tags: { team: "data" } },
            ignoreTags: { keyPrefixes: ["kubernetes.io/"] },
            allowedAccountIds: [ACCOUNT],
          }),
        }),
      },
    },
  }),
  fine("compressed", "API Gateway unpacks what senders compress", {
    changes: { api: set({ minimumCompressionSize: "1024" }) },
  }),
  fine("types-more", "the API also takes another type of bytes", {
    changes: {
      api: props((given) => ({ ...given, binaryMediaTypes: [...(given.binaryMediaTypes as string[]), "image/png"] })),
    },
  }),
];
