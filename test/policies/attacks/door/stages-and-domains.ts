import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as ec2 from "@pulumi/aws/ec2";

import type { Attack, Props } from "../harness/attack";
import { set } from "../mine";
import { ACCOUNT, allow, policyOf } from "../shared";
import { door } from "./support";

/** A second stage or plan, custom domains, and how the API is reached. */
export const stagesAndDomains: readonly Attack[] = [
  door("second-stage", "a second stage of the same API has no plan", {
    own: true,
    add: (b) =>
      new apigateway.Stage(`${b.name}-second`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        deployment: "abc123",
        stageName: "test",
        tags: b.tags,
      }),
  }),
  door("second-deployment", "a deployment of a template nobody sees gets a stage", {
    own: true,
    add: (b) => {
      const deployment = new apigateway.Deployment(`${b.name}-second`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        triggers: { at: "1" },
      });
      new apigateway.Stage(`${b.name}-second-stage`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        deployment: deployment.id,
        stageName: "test",
        tags: b.tags,
      });
    },
  }),
  door("second-plan-foreign-key", "a key that the stack does not have opens the stage", {
    own: true,
    add: (b) => {
      const plan = new apigateway.UsagePlan(`${b.name}-second`, {
        region: b.region,
        apiStages: [{ apiId: b.pipeline.apiId, stage: b.pipeline.stageName }],
        throttleSettings: { rateLimit: 10, burstLimit: 10 },
        tags: b.tags,
      });
      new apigateway.UsagePlanKey(
        `${b.name}-second-link`,
        { region: b.region, keyId: "k1a2b3c4d5", keyType: "API_KEY", usagePlanId: plan.id },
        { additionalSecretOutputs: ["value"] },
      );
    },
  }),
  door("plan-per-method-throttle", "a plan's own throttle of a method undoes the plan's limit", {
    changes: {
      "key-plan": {
        props: (props) => ({
          ...props,
          apiStages: (props.apiStages as Props[]).map((stage) => ({
            ...stage,
            throttles: [{ path: "/kinesis/POST", rateLimit: 0, burstLimit: 0 }],
          })),
        }),
      },
    },
  }),
  door("domain-old-tls", "a custom domain takes TLS 1.0", {
    add: (b) =>
      new apigateway.DomainName(`${b.name}-domain`, {
        region: b.region,
        domainName: "ingest.example.com",
        regionalCertificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
        endpointConfiguration: { types: "REGIONAL" },
        securityPolicy: "TLS_1_0",
        tags: b.tags,
      }),
  }),
  door("domain-default-tls", "a custom domain that names no policy takes what AWS takes", {
    add: (b) =>
      new apigateway.DomainName(`${b.name}-domain`, {
        region: b.region,
        domainName: "ingest.example.com",
        certificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1`,
        endpointConfiguration: { types: "EDGE" },
        tags: b.tags,
      }),
  }),
  door("domain-v2-old-tls", "a custom domain of the second generation takes TLS 1.0", {
    add: (b) =>
      new apigatewayv2.DomainName(`${b.name}-domain`, {
        region: b.region,
        domainName: "ingest.example.com",
        domainNameConfiguration: {
          certificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
          endpointType: "REGIONAL",
          securityPolicy: "TLS_1_0",
        },
        tags: b.tags,
      }),
  }),
  door("domain-to-second-stage", "a custom domain leads to a stage that is not the plan's", {
    own: true,
    add: (b) => {
      const domain = new apigateway.DomainName(`${b.name}-domain`, {
        region: b.region,
        domainName: "ingest.example.com",
        regionalCertificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
        endpointConfiguration: { types: "REGIONAL" },
        securityPolicy: "TLS_1_2",
        tags: b.tags,
      });
      new apigateway.BasePathMapping(`${b.name}-mapping`, {
        region: b.region,
        domainName: domain.domainName,
        restApi: b.pipeline.apiId,
        stageName: "test",
      });
    },
  }),
  door("endpoint-disabled", "the address in every connector's file is switched off", {
    changes: { api: set({ disableExecuteApiEndpoint: true }) },
  }),
  door("access-mode-basic", "the API takes calls that come by another name", {
    changes: { api: set({ endpointAccessMode: "BASIC" }) },
  }),
  door("old-policy", "the API takes TLS 1.0", { changes: { api: set({ securityPolicy: "TLS_1_0" }) } }),
  door("key-from-authorizer", "the API looks for keys where nobody puts them", {
    changes: { api: set({ apiKeySource: "AUTHORIZER" }) },
  }),
  door("endpoint-of-nothing", "the private endpoint's policy lets everybody do everything with the stream", {
    add: (b) =>
      new ec2.VpcEndpoint(`${b.name}-endpoint`, {
        region: b.region,
        vpcId: "vpc-1",
        serviceName: `com.amazonaws.${b.region}.kinesis-streams`,
        vpcEndpointType: "Interface",
        policy: policyOf(allow("kinesis:*", "*", { Principal: "*" })),
        tags: b.tags,
      }),
  }),
];
