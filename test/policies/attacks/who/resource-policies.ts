import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as kms from "@pulumi/aws/kms";
import * as lambda from "@pulumi/aws/lambda";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";

import { ACCOUNT, allow, EVERYBODY, OTHER_ACCOUNT, policyOf } from "../build/documents";
import { who } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** Who may use a topic, a queue, a key, a secret, logs or a bus by its own policy. */
export const resourcePolicies: readonly Attack[] = [
  who("topic-policy", "everybody publishes alarms", (b) => {
    const topic = new sns.Topic(`${b.name}-topic`, { region: b.region, kmsMasterKeyId: "alias/orders", tags: b.tags });
    new sns.TopicPolicy(`${b.name}-policy`, {
      region: b.region,
      arn: topic.arn,
      policy: policyOf(allow("sns:Publish", topic.arn, EVERYBODY)),
    });
  }),
  who(
    "topic-inline",
    "everybody subscribes to the alarms",
    (b) =>
      new sns.Topic(`${b.name}-topic`, {
        region: b.region,
        kmsMasterKeyId: "alias/orders",
        policy: policyOf(allow(["sns:Subscribe", "sns:Receive"], "*", EVERYBODY)),
        tags: b.tags,
      }),
  ),
  who(
    "topic-any-alarm",
    "an alarm of any account publishes",
    (b) =>
      new sns.Topic(`${b.name}-topic`, {
        region: b.region,
        kmsMasterKeyId: "alias/orders",
        policy: policyOf(
          allow("sns:Publish", `arn:aws:sns:${b.region}:${ACCOUNT}:orders`, {
            ...EVERYBODY,
            Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:*" } },
          }),
        ),
        tags: b.tags,
      }),
  ),
  who("queue-policy", "everybody sends into a queue", (b) => {
    const queue = new sqs.Queue(`${b.name}-queue`, { region: b.region, sqsManagedSseEnabled: true, tags: b.tags });
    new sqs.QueuePolicy(`${b.name}-policy`, {
      region: b.region,
      queueUrl: queue.url,
      policy: policyOf(allow("sqs:SendMessage", `arn:aws:sqs:${b.region}:${ACCOUNT}:q`, { Principal: "*" })),
    });
  }),
  who(
    "queue-inline",
    "everybody reads a queue",
    (b) =>
      new sqs.Queue(`${b.name}-queue`, {
        region: b.region,
        sqsManagedSseEnabled: true,
        policy: policyOf(allow("sqs:ReceiveMessage", "*", { Principal: "*" })),
        tags: b.tags,
      }),
  ),
  who(
    "key-own-policy",
    "everybody decrypts with the key",
    (b) =>
      new kms.Key(
        `${b.name}-key`,
        {
          region: b.region,
          enableKeyRotation: true,
          deletionWindowInDays: 30,
          policy: policyOf(
            allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
            allow("kms:Decrypt", "*", EVERYBODY),
          ),
          tags: b.tags,
        },
        { protect: true },
      ),
  ),
  who("key-policy-beside", "everybody decrypts with the key, by a policy beside it", (b) => {
    const key = new kms.Key(
      `${b.name}-key`,
      { region: b.region, enableKeyRotation: true, deletionWindowInDays: 30, tags: b.tags },
      { protect: true },
    );
    new kms.KeyPolicy(`${b.name}-policy`, {
      region: b.region,
      keyId: key.id,
      policy: policyOf(
        allow("kms:Decrypt", "*", { ...EVERYBODY, Condition: { StringLike: { "kms:ViaService": "*" } } }),
      ),
    });
  }),
  who(
    "key-grant",
    "a grant lets another account decrypt",
    (b) =>
      new kms.Grant(`${b.name}-grant`, {
        region: b.region,
        keyId: "1234abcd",
        granteePrincipal: `arn:aws:iam::${OTHER_ACCOUNT}:root`,
        operations: ["Decrypt"],
      }),
  ),
  who(
    "replica-key",
    "everybody decrypts with a replica of the key",
    (b) =>
      new kms.ReplicaKey(
        `${b.name}-key`,
        {
          region: b.region,
          primaryKeyArn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/mrk-1`,
          deletionWindowInDays: 30,
          policy: policyOf(allow("kms:*", "*", { Principal: "*" })),
          tags: b.tags,
        },
        { protect: true },
      ),
  ),
  who(
    "secret-policy",
    "everybody reads the connector's file",
    (b) =>
      new secretsmanager.SecretPolicy(`${b.name}-policy`, {
        region: b.region,
        secretArn: b.pipeline.connectorSecretArn,
        policy: policyOf(allow("secretsmanager:GetSecretValue", "*", EVERYBODY)),
      }),
  ),
  who(
    "secret-any-role",
    "every role whose name begins so, in every account, reads the connector's file",
    (b) =>
      new secretsmanager.SecretPolicy(`${b.name}-policy`, {
        region: b.region,
        secretArn: b.pipeline.connectorSecretArn,
        policy: policyOf(
          allow("secretsmanager:GetSecretValue", "*", {
            ...EVERYBODY,
            Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/esp-*" } },
          }),
        ),
      }),
  ),
  who(
    "log-policy",
    "every service of every account writes logs",
    (b) =>
      new cloudwatch.LogResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        policyName: "all",
        policyDocument: policyOf(allow("logs:PutLogEvents", "*", { Principal: "*" })),
      }),
  ),
  who(
    "log-destination",
    "every account sends its logs here",
    (b) =>
      new cloudwatch.LogDestinationPolicy(`${b.name}-policy`, {
        region: b.region,
        destinationName: "d",
        accessPolicy: policyOf(allow("logs:PutSubscriptionFilter", "*", { Principal: { AWS: "*" } })),
      }),
  ),
  who(
    "bus-policy",
    "everybody puts events",
    (b) =>
      new cloudwatch.EventBusPolicy(`${b.name}-policy`, {
        region: b.region,
        policy: policyOf(
          allow("events:PutEvents", `arn:aws:events:${b.region}:${ACCOUNT}:event-bus/default`, { Principal: "*" }),
        ),
      }),
  ),
  who(
    "bus-permission",
    "every account puts events",
    (b) =>
      new cloudwatch.EventPermission(`${b.name}-permission`, {
        region: b.region,
        principal: "*",
        statementId: "all",
      }),
  ),
  who(
    "layer",
    "everybody reads a function's code",
    (b) =>
      new lambda.LayerVersionPermission(`${b.name}-permission`, {
        region: b.region,
        layerName: "orders",
        versionNumber: 1,
        principal: "*",
        action: "lambda:GetLayerVersion",
        statementId: "all",
      }),
  ),
];
