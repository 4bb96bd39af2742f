import * as apigateway from "@pulumi/aws/apigateway";
import { ApiKey } from "@pulumi/aws/apigateway/apiKey";
import { RestApi } from "@pulumi/aws/apigateway/restApi";
import { UsagePlanKey } from "@pulumi/aws/apigateway/usagePlanKey";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as ec2 from "@pulumi/aws/ec2";
import * as lambda from "@pulumi/aws/lambda";
import * as route53 from "@pulumi/aws/route53";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { mock } from "../build/api-parts";
import { props } from "../build/changes";
import { ACCOUNT, allow, policyOf, streamArn } from "../build/documents";
import { customDomain, distribution, domainName, liveStage } from "../build/fronts";
import { control, fine } from "../build/mine";
import { ownFunction } from "../build/roles";
import type { Control, Props } from "../harness/attack";

/** Domains, functions and APIs beside the API. */
export const door: readonly Control[] = [
  fine("r5-fine-called-by-one-api", "one API of the account calls a function", {
    add: (b) => {
      const called = new lambda.Function(`${b.name}-function`, {
        region: b.region,
        role: `arn:aws:iam::${ACCOUNT}:role/orders`,
        packageType: "Image",
        imageUri: `${ACCOUNT}.dkr.ecr.${b.region}.amazonaws.com/orders:1`,
        tags: b.tags,
      });
      return new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: called.name,
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
        sourceArn: pulumi.interpolate`arn:aws:execute-api:${b.region}:${ACCOUNT}:a1b2c3d4e5/*/GET/orders`,
      });
    },
  }),
  fine("r4-fine-record-beside", "the name of the domain has a text for its owner, and another name an address", {
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
  fine("r4-fine-domain-with-record", "the name of the domain leads to the API", {
    own: true,
    add: (b) => {
      const domain = customDomain(b);
      return new route53.Record(`${b.name}-record`, {
        zoneId: "Z123",
        name: domain.domainName,
        type: "A",
        aliases: [{ name: domain.regionalDomainName, zoneId: domain.regionalZoneId, evaluateTargetHealth: false }],
      });
    },
  }),
  fine("r4-fine-routing-rule", "a rule of the domain leads to the API", {
    own: true,
    add: (b) =>
      new apigatewayv2.RoutingRule(`${b.name}-rule`, {
        region: b.region,
        domainName: customDomain(b, { routingMode: "ROUTING_RULE_THEN_BASE_PATH_MAPPING" }).domainName,
        priority: 1,
        conditions: [{ matchBasePaths: { anyOfs: ["v1"] } }],
        actions: [{ invokeApi: { apiId: b.pipeline.apiId, stage: b.pipeline.stageName, stripBasePath: true } }],
      }),
  }),
  fine("r4-fine-domain-by-mappings", "a name of our own, with a post-quantum policy", {
    own: true,
    add: (b) =>
      customDomain(b, {
        routingMode: "BASE_PATH_MAPPING_ONLY",
        securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
        endpointAccessMode: "STRICT",
      }),
  }),
  control(
    "fine-health-at-other-path",
    "A health check at another path.",
    mock({ httpMethod: "GET", pathPart: "health" }),
  ),
  control(
    "fine-other-api-with-mock",
    "An API without Kinesis answers a POST by itself.",
    mock({
      httpMethod: "POST",
      pathPart: "health",
      api: (name, { region, tags }) =>
        new RestApi(
          `${name}-api`,
          {
            region,
            endpointConfiguration: { types: "REGIONAL" },
            securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            endpointAccessMode: "STRICT",
            tags,
          },
          { protect: true },
        ),
    }),
  ),
  control("fine-second-key", "The plan has a second key, for a rotation.", ({ add }) => {
    let key: ApiKey | undefined;
    add("blue", (name, { region, tags }) => (key = new ApiKey(name, { region, tags }, { protect: true })));
    add(
      "blue-link",
      (name, { region, pipeline }) =>
        new UsagePlanKey(
          name,
          { region, keyId: key!.id, keyType: "API_KEY", usagePlanId: pipeline.usagePlanId },
          { additionalSecretOutputs: ["value"] },
        ),
    );
  }),
  fine("good-function-url", "a function's URL takes signed calls only", {
    add: (b) =>
      new lambda.FunctionUrl(`${b.name}-url`, {
        region: b.region,
        functionName: ownFunction(b).name,
        authorizationType: "AWS_IAM",
      }),
  }),
  fine("good-function-permission", "one API may call a function", {
    add: (b) =>
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: ownFunction(b).name,
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
        sourceArn: `arn:aws:execute-api:${b.region}:${ACCOUNT}:a1b2c3/live/GET/orders`,
      }),
  }),
  fine("good-domain-v1", "a custom domain of the first generation takes TLS 1.2 only", {
    add: (b) => domainName(b, { domainName: "a.example.com" }),
  }),
  fine("good-domain-v2", "a custom domain of the second generation takes TLS 1.2 only", {
    add: (b) =>
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
  }),
  fine("good-http-api-signed", "an HTTP API of others takes signed calls only", {
    add: (b) => {
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
      liveStage(b, api);
    },
  }),
  fine("good-distribution", "a web site that has nothing to do with the stream", {
    add: (b) => {
      const bucket = new s3.Bucket(`${b.name}-bucket`, { region: b.region, tags: b.tags });
      distribution(b, {
        origin: { originId: "site", domainName: bucket.bucketRegionalDomainName },
        behavior: { viewerProtocolPolicy: "redirect-to-https" },
      });
    },
  }),
  fine("good-endpoint", "a private endpoint whose policy lets this account read one stream", {
    add: (b) =>
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
  }),
  fine("good-more-room", "the plan has more room", {
    changes: {
      "key-plan": { props: { throttleSettings: { rateLimit: 20_000, burstLimit: 10_000 } } },
    },
  }),
  fine("good-method-throttle", "the plan bounds the method as well", {
    changes: {
      "key-plan": {
        props: (props) => ({
          ...props,
          apiStages: (props.apiStages as object[]).map((stage) => ({
            ...stage,
            throttles: [{ path: "/kinesis/POST", rateLimit: 4000, burstLimit: 2000 }],
          })),
        }),
      },
    },
  }),
  fine("r2-fine-options", "a browser's question is answered by API Gateway, at a path beside", {
    own: true,
    add: (b) => {
      const { region, pipeline } = b;
      const path = new apigateway.Resource(`${b.name}-path`, {
        region,
        restApi: pipeline.apiId,
        parentId: (b.resource("api") as apigateway.RestApi).rootResourceId,
        pathPart: "docs",
      });
      const at = { region, restApi: pipeline.apiId, resourceId: path.id };
      const method = new apigateway.Method(`${b.name}-options`, {
        ...at,
        httpMethod: "OPTIONS",
        authorization: "NONE",
      });
      const place = { ...at, httpMethod: method.httpMethod };
      new apigateway.Integration(`${b.name}-integration`, {
        ...place,
        type: "MOCK",
        passthroughBehavior: "NEVER",
        requestTemplates: { "application/json": '{"statusCode": 204}' },
      });
      const header = "method.response.header.Access-Control-Allow-Origin";
      new apigateway.MethodResponse(`${b.name}-204`, {
        ...place,
        statusCode: "204",
        responseParameters: { [header]: true },
      });
      new apigateway.IntegrationResponse(`${b.name}-mapping`, {
        ...place,
        statusCode: "204",
        responseParameters: { [header]: "'https://orders.example.com'" },
      });
    },
  }),
  fine("r2-fine-custom-domain", "connectors reach the stage by a name of our own", {
    add: (b) => {
      customDomain(b, { domainName: "ingest.example.com" });
    },
  }),
  fine("r2-fine-site", "a web site for people, from a bucket, with its own page for errors", {
    add: (b) => {
      distribution(b, {
        origin: {
          originId: "site",
          domainName: "orders-site.s3.ap-south-1.amazonaws.com",
          originAccessControlId: "E1",
        },
        behavior: { viewerProtocolPolicy: "redirect-to-https" },
        more: { customErrorResponses: [{ errorCode: 404, responseCode: 200, responsePagePath: "/index.html" }] },
      });
    },
  }),
  fine("r3-fine-health-check-free", "the health check has no throttle of its own", {
    changes: {
      "api-health-check": props((given) => ({
        ...given,
        settings: { ...(given.settings as object), throttlingRateLimit: -1, throttlingBurstLimit: -1 },
      })),
    },
  }),
  fine("r3-fine-second-key", "another team's connectors have a key of their own in the same plan", {
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
];
