import * as cognito from "@pulumi/aws/cognito";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as alb from "@pulumi/aws/lb";

import { ACCOUNT, allow, policyOf, streamArn, trustOf } from "../build/documents";
import { ALL_METHODS, apiOrigin, distribution } from "../build/fronts";
import { door, r2Door, r4Way } from "../build/kinds";
import type { Mine } from "../build/mine";
import { writerFunction } from "../build/roles";
import type { Attack } from "../harness/attack";

const listener = (b: Mine, more: object): void => {
  const balancer = new alb.LoadBalancer(`${b.name}-balancer`, {
    region: b.region,
    subnets: ["subnet-1", "subnet-2"],
    tags: b.tags,
  });
  new alb.Listener(`${b.name}-listener`, {
    region: b.region,
    loadBalancerArn: balancer.arn,
    port: 443,
    protocol: "HTTPS",
    certificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    defaultActions: [
      { type: "forward", targetGroupArn: `arn:aws:elasticloadbalancing:${b.region}:${ACCOUNT}:targetgroup/t/1` },
    ],
    tags: b.tags,
    ...more,
  });
};

/** Functions, load balancers, distributions and identity pools. */
export const fronts: readonly Attack[] = [
  door("function-url-open", "a function's URL, open to everybody, writes to the stream", {
    add: (b) =>
      new lambda.FunctionUrl(`${b.name}-url`, {
        region: b.region,
        functionName: writerFunction(b).name,
        authorizationType: "NONE",
      }),
  }),
  door("function-url-permission", "a permission opens a function's URL to everybody", {
    add: (b) => {
      const writer = writerFunction(b);
      new lambda.FunctionUrl(`${b.name}-url`, {
        region: b.region,
        functionName: writer.name,
        authorizationType: "AWS_IAM",
      });
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: writer.name,
        action: "lambda:InvokeFunctionUrl",
        principal: "*",
        functionUrlAuthType: "NONE",
      });
    },
  }),
  door("function-any-caller", "everybody may invoke a function that writes to the stream", {
    add: (b) =>
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: writerFunction(b).name,
        action: "lambda:InvokeFunction",
        principal: "*",
      }),
  }),
  door("function-any-api", "an API of any account may invoke a function that writes to the stream", {
    add: (b) =>
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: writerFunction(b).name,
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
      }),
  }),
  door("function-any-bucket", "a bucket of any account may invoke a function that writes to the stream", {
    add: (b) =>
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: writerFunction(b).name,
        action: "lambda:InvokeFunction",
        principal: "s3.amazonaws.com",
        sourceArn: "arn:aws:s3:::*",
      }),
  }),
  door("balancer-http", "a load balancer takes records for the stream over plain http", {
    add: (b) => {
      const group = new alb.TargetGroup(`${b.name}-group`, { region: b.region, targetType: "lambda", tags: b.tags });
      new alb.TargetGroupAttachment(`${b.name}-attachment`, {
        region: b.region,
        targetGroupArn: group.arn,
        targetId: writerFunction(b).arn,
      });
      const balancer = new alb.LoadBalancer(`${b.name}-balancer`, {
        region: b.region,
        subnets: ["subnet-1", "subnet-2"],
        tags: b.tags,
      });
      new alb.Listener(`${b.name}-listener`, {
        region: b.region,
        loadBalancerArn: balancer.arn,
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
        tags: b.tags,
      });
    },
  }),
  door("distribution-adds-key", "a distribution adds the key, so that everybody may write", {
    add: (b) =>
      distribution(b, {
        origin: apiOrigin(b, { customHeaders: [{ name: "x-api-key", value: b.apiKey }] }),
        behavior: { allowedMethods: ALL_METHODS },
        more: { viewerCertificate: { cloudfrontDefaultCertificate: true } },
      }),
  }),
  door("distribution-http", "a distribution takes the key and the records over plain http", {
    add: (b) =>
      distribution(b, {
        origin: apiOrigin(b, {
          customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: "match-viewer",
            originSslProtocols: ["TLSv1"],
          },
        }),
        behavior: { viewerProtocolPolicy: "allow-all" },
        more: { viewerCertificate: { cloudfrontDefaultCertificate: true } },
      }),
  }),
  door("identity-pool-anonymous", "a user who never signed in gets a role that writes to the stream", {
    add: (b) => {
      const pool = new cognito.IdentityPool(`${b.name}-pool`, {
        region: b.region,
        identityPoolName: "orders",
        allowUnauthenticatedIdentities: true,
        tags: b.tags,
      });
      const role = new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: trustOf(
          { Federated: "cognito-identity.amazonaws.com" },
          {
            StringEquals: { "cognito-identity.amazonaws.com:aud": pool.id },
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
          },
          "sts:AssumeRoleWithWebIdentity",
        ),
        tags: b.tags,
      });
      new iam.RolePolicy(`${b.name}-policy`, {
        role: role.id,
        policy: policyOf(allow("kinesis:PutRecord", streamArn(b))),
      });
      new cognito.IdentityPoolRoleAttachment(`${b.name}-roles`, {
        region: b.region,
        identityPoolId: pool.id,
        roles: { unauthenticated: role.arn },
      });
    },
  }),
  r4Way("front-old-tls", "a distribution speaks TLS 1.0 with the API", {
    add: (b) =>
      distribution(b, {
        origin: apiOrigin(b, {
          customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: "https-only",
            originSslProtocols: ["SSLv3", "TLSv1"],
          },
        }),
      }),
  }),
  r2Door("balancer-to-http", "a load balancer sends callers from https to http", {
    add: (b) => {
      listener(b, {
        defaultActions: [{ type: "redirect", redirect: { protocol: "HTTP", port: "80", statusCode: "HTTP_301" } }],
      });
    },
  }),
  r2Door("balancer-old-tls", "a load balancer takes TLS 1.0", {
    add: (b) => {
      listener(b, { sslPolicy: "ELBSecurityPolicy-TLS-1-0-2015-04" });
    },
  }),
  r2Door("distribution-second-behavior", "one path of a distribution takes records over plain http", {
    add: (b) =>
      distribution(b, {
        more: {
          orderedCacheBehaviors: [
            {
              pathPattern: "/prod/*",
              targetOriginId: "api",
              viewerProtocolPolicy: "allow-all",
              allowedMethods: ALL_METHODS,
              cachedMethods: ["GET", "HEAD"],
            },
          ],
        },
      }),
  }),
  r2Door("distribution-old-tls", "a distribution takes TLS 1.0", {
    add: (b) =>
      distribution(b, {
        more: {
          viewerCertificate: {
            acmCertificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1`,
            sslSupportMethod: "sni-only",
            minimumProtocolVersion: "TLSv1",
          },
        },
      }),
  }),
];
