import * as cognito from "@pulumi/aws/cognito";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as alb from "@pulumi/aws/lb";

import type { Attack } from "../harness/attack";
import { ALL_METHODS, allow, apiOrigin, distribution, policyOf, streamArn, trustOf, writerFunction } from "../shared";
import { door } from "./support";

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
];
