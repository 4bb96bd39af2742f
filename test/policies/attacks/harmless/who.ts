import * as iam from "@pulumi/aws/iam";
import { Role } from "@pulumi/aws/iam/role";
import * as kinesis from "@pulumi/aws/kinesis";
import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";

import { on, props } from "../build/changes";
import { ACCOUNT, allow, policyOf, streamArn, trustOf } from "../build/documents";
import { control, fine } from "../build/mine";
import { lambdaTrust, roleFor } from "../build/roles";
import type { Control } from "../harness/attack";

const GITHUB = { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` };
const WEB = "sts:AssumeRoleWithWebIdentity";

/** Roles, trusts and permissions. */
export const who: readonly Control[] = [
  fine("r4-fine-control-of-plain", "the organization refuses calls that are not https", {
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
  fine("r4-fine-perimeter", "the organization keeps out who does not belong to it", {
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
  fine("r4-fine-right-region", "the role may write in the region where the stream is", {
    phase: "update",
    changes: {
      "access-policy": {
        props: (given) => ({
          ...given,
          policy: pulumi.output(given.policy as pulumi.Output<string>).apply((text) => {
            const policy = JSON.parse(text) as { Statement: object[] };
            return JSON.stringify({
              ...policy,
              Statement: policy.Statement.map((statement) => ({
                ...statement,
                Condition: { StringEquals: { "aws:RequestedRegion": "ap-south-1" } },
              })),
            });
          }),
        }),
      },
    },
  }),
  control("fine-role-of-function", "A function has a role of its own.", ({ add }) => {
    add(
      "function-role",
      (name, { tags }) =>
        new Role(name, {
          assumeRolePolicy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
          }),
          tags,
        }),
    );
  }),
  control(
    "fine-role-description",
    "A role has another description.",
    on("access-role", { description: "writes records" }),
  ),
  fine("good-subject", "one repository's environment deploys", {
    add: (b) =>
      roleFor(
        b,
        trustOf(
          GITHUB,
          {
            StringEquals: {
              "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
              "token.actions.githubusercontent.com:sub": "repo:acme/orders:environment:prod",
            },
          },
          WEB,
        ),
      ),
  }),
  fine("good-subjects", "two branches of one repository deploy", {
    add: (b) =>
      roleFor(
        b,
        trustOf(
          GITHUB,
          {
            StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
            StringLike: {
              "token.actions.githubusercontent.com:sub": [
                "repo:acme/orders:ref:refs/heads/main",
                "repo:acme/orders:ref:refs/heads/release/*",
              ],
            },
          },
          WEB,
        ),
      ),
  }),
  fine("good-service-account", "one service account of a cluster reads", {
    add: (b) =>
      roleFor(
        b,
        trustOf(
          { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.ap-south-1.amazonaws.com/id/0A1B2C` },
          {
            StringEquals: { "oidc.eks.ap-south-1.amazonaws.com/id/0A1B2C:sub": "system:serviceaccount:orders:reader" },
          },
          WEB,
        ),
        allow("kinesis:GetRecords", streamArn(b)),
      ),
  }),
  fine("good-own-account", "roles of this account read the stream", {
    add: (b) =>
      roleFor(
        b,
        trustOf({ AWS: `arn:aws:iam::${ACCOUNT}:root` }),
        allow(["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStreamSummary"], streamArn(b)),
      ),
  }),
  fine("good-one-role-elsewhere", "one role of another account reads the stream, with an external id", {
    add: (b) =>
      roleFor(
        b,
        trustOf({ AWS: "arn:aws:iam::999988887777:role/reader" }, { StringEquals: { "sts:ExternalId": "orders" } }),
        allow("kinesis:GetRecords", streamArn(b)),
      ),
  }),
  fine("good-function-role", "a function reads the stream and writes its log", {
    add: (b) => {
      const reader = roleFor(
        b,
        lambdaTrust,
        allow(["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream"], streamArn(b)),
        allow(
          ["kinesis:ListStreams", "xray:PutTraceSegments", "xray:PutTelemetryRecords", "cloudwatch:PutMetricData"],
          "*",
        ),
      );
      new iam.RolePolicyAttachment(`${b.name}-logs`, {
        role: reader.name,
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      });
    },
  }),
  fine("good-boundary-small", "a boundary of everything grants nothing", {
    add: (b) => {
      const boundary = new iam.Policy(`${b.name}-boundary`, {
        policy: policyOf(allow(["kinesis:GetRecords", "kinesis:PutRecord"], streamArn(b))),
        tags: b.tags,
      });
      new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: lambdaTrust,
        permissionsBoundary: boundary.arn,
        tags: b.tags,
      });
    },
  }),
  fine("good-writer-boundary", "the writer has a boundary that AWS wrote and that allows all", {
    changes: {
      "access-role": { props: { permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess" } },
    },
  }),
  fine("good-boundary-of-all", "a policy of everything that is only a boundary", {
    add: (b) => {
      const boundary = new iam.Policy(`${b.name}-boundary`, {
        policy: policyOf(allow("*", "*"), { Effect: "Deny", Action: "iam:*", Resource: "*" }),
        tags: b.tags,
      });
      new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: lambdaTrust,
        permissionsBoundary: boundary.arn,
        tags: b.tags,
      });
    },
  }),
  fine("good-denial", "everything that is not encrypted on its way is denied", {
    add: (b) =>
      roleFor(b, lambdaTrust, allow("kinesis:GetRecords", streamArn(b)), {
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
  }),
  fine("good-stream-reader", "one account reads the stream by its policy", {
    add: (b) =>
      new kinesis.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: streamArn(b),
        policy: policyOf(
          allow(["kinesis:GetRecords", "kinesis:GetShardIterator"], streamArn(b), {
            Principal: { AWS: "arn:aws:iam::999988887777:role/reader" },
          }),
        ),
      }),
  }),
  fine("good-stream-organization", "one organization reads the stream by its policy", {
    add: (b) =>
      new kinesis.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: streamArn(b),
        policy: policyOf(
          allow("kinesis:GetRecords", streamArn(b), {
            Principal: "*",
            Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
          }),
        ),
      }),
  }),
  fine("good-service-linked", "a role that a service makes for itself", {
    add: (b) =>
      new iam.ServiceLinkedRole(`${b.name}-role`, {
        awsServiceName: "ops.apigateway.amazonaws.com",
        tags: b.tags,
      }),
  }),
  fine("r2-fine-trust-object", "the writer's trust is an object, as Pulumi's helper writes it", {
    changes: {
      "access-role": props({
        assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "apigateway.amazonaws.com" }),
      }),
    },
  }),
  fine("r2-fine-policy-object", "the writer's policy is an object", {
    phase: "update",
    changes: {
      "access-policy": props((given) => ({
        ...given,
        policy: (given.policy as pulumi.Output<string>).apply((text) => JSON.parse(text) as object),
      })),
    },
  }),
  fine("r3-fine-policies-exclusive", "the role has exactly the policies of the program", {
    own: true,
    add: (b) =>
      new iam.RolePoliciesExclusive(`${b.name}-policies`, {
        roleName: b.resource("access-role").id,
        policyNames: [(b.resource("access-policy") as iam.RolePolicy).name],
      }),
  }),
  fine("r3-fine-boundary", "a boundary leaves the role what it needs", {
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
];
