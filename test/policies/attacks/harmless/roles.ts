import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";

import type { Control } from "../harness/attack";
import { ACCOUNT, allow, policyOf, streamArn, trustOf } from "../shared";
import { changed, fine, lambdaTrust, role } from "./support";

const GITHUB = { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` };
const WEB = "sts:AssumeRoleWithWebIdentity";

/** Roles, trusts and permissions. */
export const roles: readonly Control[] = [
  fine("subject", "one repository's environment deploys", (b) =>
    role(
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
  ),
  fine("subjects", "two branches of one repository deploy", (b) =>
    role(
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
  ),
  fine("service-account", "one service account of a cluster reads", (b) =>
    role(
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
  ),
  fine("own-account", "roles of this account read the stream", (b) =>
    role(
      b,
      trustOf({ AWS: `arn:aws:iam::${ACCOUNT}:root` }),
      allow(["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStreamSummary"], streamArn(b)),
    ),
  ),
  fine("one-role-elsewhere", "one role of another account reads the stream, with an external id", (b) =>
    role(
      b,
      trustOf({ AWS: "arn:aws:iam::999988887777:role/reader" }, { StringEquals: { "sts:ExternalId": "orders" } }),
      allow("kinesis:GetRecords", streamArn(b)),
    ),
  ),
  fine("function-role", "a function reads the stream and writes its log", (b) => {
    const reader = role(
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
  }),
  fine("boundary-small", "a boundary of everything grants nothing", (b) => {
    const boundary = new iam.Policy(`${b.name}-boundary`, {
      policy: policyOf(allow(["kinesis:GetRecords", "kinesis:PutRecord"], streamArn(b))),
      tags: b.tags,
    });
    new iam.Role(`${b.name}-role`, { assumeRolePolicy: lambdaTrust, permissionsBoundary: boundary.arn, tags: b.tags });
  }),
  changed("writer-boundary", "the writer has a boundary that AWS wrote and that allows all", {
    "access-role": { props: { permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess" } },
  }),
  fine("boundary-of-all", "a policy of everything that is only a boundary", (b) => {
    const boundary = new iam.Policy(`${b.name}-boundary`, {
      policy: policyOf(allow("*", "*"), { Effect: "Deny", Action: "iam:*", Resource: "*" }),
      tags: b.tags,
    });
    new iam.Role(`${b.name}-role`, { assumeRolePolicy: lambdaTrust, permissionsBoundary: boundary.arn, tags: b.tags });
  }),
  fine("denial", "everything that is not encrypted on its way is denied", (b) =>
    role(b, lambdaTrust, allow("kinesis:GetRecords", streamArn(b)), {
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  ),
  fine(
    "stream-reader",
    "one account reads the stream by its policy",
    (b) =>
      new kinesis.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: streamArn(b),
        policy: policyOf(
          allow(["kinesis:GetRecords", "kinesis:GetShardIterator"], streamArn(b), {
            Principal: { AWS: "arn:aws:iam::999988887777:role/reader" },
          }),
        ),
      }),
  ),
  fine(
    "stream-organization",
    "one organization reads the stream by its policy",
    (b) =>
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
  ),
  fine(
    "service-linked",
    "a role that a service makes for itself",
    (b) =>
      new iam.ServiceLinkedRole(`${b.name}-role`, {
        awsServiceName: "ops.apigateway.amazonaws.com",
        tags: b.tags,
      }),
  ),
];
