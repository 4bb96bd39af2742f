import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { buildPipelines } from "../../../../components/stage-pipelines";
import { loadSettings } from "../../../../config/load";
import { set } from "../build/changes";
import { atEnd, fileWith, header } from "../build/connector-file";
import { ACCOUNT, allow, policyOf } from "../build/documents";
import { fine, type Mine } from "../build/mine";
import { routed } from "../build/pipelines";
import { roleOf, serviceRole } from "../build/roles";
import type { Control } from "../harness/attack";

const file = (name: string, says: string, change: (text: string) => string): Control =>
  fine(`r4-fine-file-${name}`, says, { phase: "update", changes: { "connector-version": fileWith(change) } });

/** Two regions, whose connectors send to both. */
function twoRegions(b: Mine, mode: "every" | "failover") {
  const [first] = loadSettings().regions;
  const of = (region: string) => ({
    ...first!,
    region,
    service: b.name,
    streams: [{ ...first!.streams[0]!, name: b.name }],
    connector: {
      ...first!.connector,
      streamname: b.name,
      regions: mode,
      service: { ...first!.connector.service, port: region === "eu-west-1" ? [8903] : first!.connector.service.port },
    },
  });
  return buildPipelines({ regions: [of(b.region), of("eu-west-1")] }, b.name);
}

/** Other texts of the connector's file, and who may read it. */
export const connectorFile: readonly Control[] = [
  fine("r5-fine-file-described", "a container may see which versions the connector's file has", {
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(["secretsmanager:DescribeSecret", "secretsmanager:ListSecretVersionIds"], b.pipeline.connectorSecretArn),
      ),
  }),
  fine("r5-fine-secret-of-account", "the secret's own policy lets in a role of this account, called directly", {
    changes: {
      connector: set({
        policy: policyOf(
          allow("secretsmanager:GetSecretValue", "*", {
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/connector` },
            Condition: { Bool: { "aws:ViaAWSService": "false" } },
          }),
        ),
      }),
    },
  }),
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
  fine("r4-fine-every-region", "connectors send each record to both regions", { add: (b) => twoRegions(b, "every") }),
  fine("r4-fine-failover", "connectors send to the other region when one fails", {
    add: (b) => twoRegions(b, "failover"),
  }),
  fine("r4-fine-preview-of-every", "connectors send each record to both regions, and a preview judges it", {
    phase: "preview",
    add: (b) => twoRegions(b, "every"),
  }),
  fine("r4-fine-file-with-more", "the file has other settings of the connector, that lose nothing", {
    phase: "update",
    changes: {
      "connector-version": fileWith(
        (text) =>
          `${text.trimEnd()}\nbatching: { enabled: false }\nrecord-ordering: { enable: true, lut-cache-ttl-seconds: 30 }\n`,
      ),
    },
  }),
  fine("r4-fine-file-by-hand", "the file has comments, another quote, and other times", {
    phase: "update",
    changes: {
      "connector-version": fileWith(
        (text) =>
          `# orders\n---\n${text.replace(/"application\/json"/g, "'application/json'").replace(/connect-timeout: \d+/, "connect-timeout: 2000 # as in dev")}`,
      ),
    },
  }),
  fine("r4-fine-file-routes-by-port", "one port of the connector has the route of all", {
    phase: "update",
    changes: {
      "connector-version": fileWith((text) => {
        const route = /\nrouting:\n(?: +[^\n]+\n)+/.exec(text)![0].trimStart();
        return `${text.trimEnd()}\nport-based-config:\n  8902:\n${route.trimEnd().replace(/^/gm, "    ")}\n`;
      }),
    },
  }),
  fine("r2-fine-connector-task", "the connector runs as a task that takes its file from the secret", {
    add: (b) => {
      const role = roleOf(
        b,
        "ecs-tasks.amazonaws.com",
        allow("secretsmanager:GetSecretValue", b.pipeline.connectorSecretArn),
        allow("ecr:GetAuthorizationToken", "*"),
      );
      new ecs.TaskDefinition(`${b.name}-task`, {
        region: b.region,
        family: "esp",
        executionRoleArn: role.arn,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: "256",
        memory: "512",
        containerDefinitions: pulumi.jsonStringify([
          { name: "esp", image: "esp", secrets: [{ name: "ESP", valueFrom: b.pipeline.connectorSecretArn }] },
        ]),
        tags: b.tags,
      });
    },
  }),
  fine("r2-fine-connector-machine", "the connector's machine reads the secret by its role", {
    add: (b) => {
      const role = roleOf(
        b,
        "ec2.amazonaws.com",
        allow("secretsmanager:GetSecretValue", b.pipeline.connectorSecretArn),
      );
      const profile = new iam.InstanceProfile(`${b.name}-profile`, { role: role.name, tags: b.tags });
      new ec2.Instance(`${b.name}-machine`, {
        region: b.region,
        ami: "ami-1",
        instanceType: "t3.micro",
        iamInstanceProfile: profile.name,
        metadataOptions: { httpTokens: "required" },
        userData: pulumi.interpolate`#!/bin/sh
aws secretsmanager get-secret-value --secret-id ${b.pipeline.connectorSecretArn} --query SecretString --output text >/etc/esp.yml`,
        tags: b.tags,
      });
    },
  }),
  fine("r3-fine-routed", "two streams get the changes of their namespaces and sets", { add: (b) => routed(b) }),
];
