import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as kinesis from "@pulumi/aws/kinesis";
import * as lambda from "@pulumi/aws/lambda";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import type { Control } from "../harness/attack";
import { ACCOUNT, allow, distribution, policyOf, serviceRole, streamArn } from "../shared";
import { changed, fine, ownFunction } from "./support";

/** Functions, domains, APIs and services of others. */
export const doors: readonly Control[] = [
  fine(
    "function-url",
    "a function's URL takes signed calls only",
    (b) =>
      new lambda.FunctionUrl(`${b.name}-url`, {
        region: b.region,
        functionName: ownFunction(b).name,
        authorizationType: "AWS_IAM",
      }),
  ),
  fine(
    "function-permission",
    "one API may call a function",
    (b) =>
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: ownFunction(b).name,
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
        sourceArn: `arn:aws:execute-api:${b.region}:${ACCOUNT}:a1b2c3/live/GET/orders`,
      }),
  ),
  fine(
    "function-from-bucket",
    "one bucket of this account may call a function",
    (b) =>
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: ownFunction(b).name,
        action: "lambda:InvokeFunction",
        principal: "s3.amazonaws.com",
        sourceArn: "arn:aws:s3:::orders",
        sourceAccount: ACCOUNT,
      }),
  ),
  fine(
    "stream-to-function",
    "a function reads the stream",
    (b) =>
      new lambda.EventSourceMapping(`${b.name}-mapping`, {
        region: b.region,
        functionName: ownFunction(b).arn,
        eventSourceArn: streamArn(b),
        startingPosition: "TRIM_HORIZON",
      }),
  ),
  fine(
    "stream-to-bucket",
    "Firehose keeps the stream's records in an encrypted bucket",
    (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-delivery`, {
        region: b.region,
        destination: "extended_s3",
        kinesisSourceConfiguration: {
          kinesisStreamArn: streamArn(b),
          roleArn: serviceRole(
            b,
            "firehose.amazonaws.com",
            allow(["kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords"], streamArn(b)),
          ).arn,
        },
        extendedS3Configuration: {
          roleArn: `arn:aws:iam::${ACCOUNT}:role/firehose`,
          bucketArn: "arn:aws:s3:::records",
          kmsKeyArn: `arn:aws:kms:${b.region}:${ACCOUNT}:key/1`,
        },
        tags: b.tags,
      }),
  ),
  fine(
    "domain-v1",
    "a custom domain of the first generation takes TLS 1.2 only",
    (b) =>
      new apigateway.DomainName(`${b.name}-domain`, {
        region: b.region,
        domainName: "a.example.com",
        regionalCertificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
        endpointConfiguration: { types: "REGIONAL" },
        securityPolicy: "TLS_1_2",
        tags: b.tags,
      }),
  ),
  fine(
    "domain-v2",
    "a custom domain of the second generation takes TLS 1.2 only",
    (b) =>
      new apigatewayv2.DomainName(`${b.name}-domain`, {
        region: b.region,
        domainName: "b.example.com",
        domainNameConfiguration: {
          certificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
          endpointType: "REGIONAL",
          securityPolicy: "TLS_1_2",
        },
        tags: b.tags,
      }),
  ),
  fine("http-api-signed", "an HTTP API of others takes signed calls only", (b) => {
    const api = new apigatewayv2.Api(`${b.name}-api`, { region: b.region, protocolType: "HTTP", tags: b.tags });
    const target = new apigatewayv2.Integration(`${b.name}-integration`, {
      region: b.region,
      apiId: api.id,
      integrationType: "AWS_PROXY",
      integrationUri: ownFunction(b).invokeArn,
      payloadFormatVersion: "2.0",
    });
    new apigatewayv2.Route(`${b.name}-route`, {
      region: b.region,
      apiId: api.id,
      routeKey: "GET /orders",
      authorizationType: "AWS_IAM",
      target: pulumi.interpolate`integrations/${target.id}`,
    });
    new apigatewayv2.Stage(`${b.name}-stage`, {
      region: b.region,
      apiId: api.id,
      name: "live",
      autoDeploy: true,
      tags: b.tags,
    });
  }),
  fine("distribution", "a web site that has nothing to do with the stream", (b) => {
    const bucket = new s3.Bucket(`${b.name}-bucket`, { region: b.region, tags: b.tags });
    distribution(b, {
      origin: { originId: "site", domainName: bucket.bucketRegionalDomainName },
      behavior: { viewerProtocolPolicy: "redirect-to-https" },
    });
  }),
  fine(
    "endpoint",
    "a private endpoint whose policy lets this account read one stream",
    (b) =>
      new ec2.VpcEndpoint(`${b.name}-endpoint`, {
        region: b.region,
        vpcId: "vpc-1",
        serviceName: `com.amazonaws.${b.region}.kinesis-streams`,
        vpcEndpointType: "Interface",
        policy: policyOf(
          allow("kinesis:GetRecords", streamArn(b), { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
        ),
        tags: b.tags,
      }),
  ),
  fine("rule", "an event is passed on to a topic", (b) => {
    const rule = new cloudwatch.EventRule(`${b.name}-rule`, {
      region: b.region,
      eventPattern: '{"source": ["aws.health"]}',
      tags: b.tags,
    });
    new cloudwatch.EventTarget(`${b.name}-target`, {
      region: b.region,
      rule: rule.name,
      arn: `arn:aws:sns:${b.region}:${ACCOUNT}:orders`,
    });
  }),
  changed("more-room", "the plan has more room", {
    "key-plan": { props: { throttleSettings: { rateLimit: 20_000, burstLimit: 10_000 } } },
  }),
  changed("method-throttle", "the plan bounds the method as well", {
    "key-plan": {
      props: (props) => ({
        ...props,
        apiStages: (props.apiStages as object[]).map((stage) => ({
          ...stage,
          throttles: [{ path: "/kinesis/POST", rateLimit: 4000, burstLimit: 2000 }],
        })),
      }),
    },
  }),
];
