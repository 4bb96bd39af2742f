import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as ec2 from "@pulumi/aws/ec2";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

import { set } from "../build/changes";
import { ACCOUNT, allow, policyOf } from "../build/documents";
import { customDomain, domainName } from "../build/fronts";
import { door, r4Door, r4Way } from "../build/kinds";
import type { Attack, Props } from "../harness/attack";

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
    add: (b) => domainName(b, { domainName: "ingest.example.com", securityPolicy: "TLS_1_0" }),
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
      const domain = domainName(b, { domainName: "ingest.example.com" });
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
  r4Door("routing-rule", "a rule of the domain sends records of one stream to another API", {
    own: true,
    add: (b) => {
      const domain = customDomain(b, { routingMode: "ROUTING_RULE_THEN_BASE_PATH_MAPPING" });
      return new apigatewayv2.RoutingRule(`${b.name}-rule`, {
        region: b.region,
        domainName: domain.domainName,
        priority: 1,
        conditions: [{ matchHeaders: { anyOf: { header: "streamname", valueGlob: "*" } } }],
        actions: [{ invokeApi: { apiId: "abcdefghij", stage: "live" } }],
      });
    },
  }),
  r4Door("routing-rules-alone", "the domain goes by rules, of which it has none, and knows no API", {
    own: true,
    add: (b) => customDomain(b, { routingMode: "ROUTING_RULE_ONLY" }),
  }),
  r4Way("dns-elsewhere", "the name of the API's domain leads to another server, which gets the key", {
    own: true,
    add: (b) => {
      const domain = customDomain(b);
      return new route53.Record(`${b.name}-record`, {
        zoneId: "Z123",
        name: domain.domainName,
        type: "CNAME",
        ttl: 60,
        records: ["collector.example.org"],
      });
    },
  }),
  r4Way("dns-half", "half of what goes to the API's domain goes to another server", {
    own: true,
    add: (b) => {
      const domain = customDomain(b);
      const record = (name: string, target: pulumi.Input<string>) =>
        new route53.Record(`${b.name}-${name}`, {
          zoneId: "Z123",
          name: "esp.example.com",
          type: "CNAME",
          ttl: 60,
          setIdentifier: name,
          weightedRoutingPolicies: [{ weight: 50 }],
          records: [target],
        });
      record("ours", domain.regionalDomainName);
      return record("theirs", "collector.example.org");
    },
  }),
];
