import * as apigateway from "@pulumi/aws/apigateway";
import * as wafv2 from "@pulumi/aws/wafv2";

import type { Mine } from "../mine";
import { ACCOUNT } from "../shared";

const visible = { cloudwatchMetricsEnabled: true, metricName: "m", sampledRequestsEnabled: false };

/** A web ACL before the pipeline's API that lets through what its rules do not stop. */
export function webAcl(b: Mine, rules: readonly object[]): wafv2.WebAcl {
  const acl = new wafv2.WebAcl(`${b.name}-acl`, {
    region: b.region,
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    visibilityConfig: visible,
    rules: rules.map((rule) => ({ visibilityConfig: visible, ...rule })) as unknown as wafv2.WebAclArgs["rules"] &
      object,
    tags: b.tags,
  });
  new wafv2.WebAclAssociation(`${b.name}-association`, {
    region: b.region,
    resourceArn: (b.resource("api-stage") as apigateway.Stage).arn,
    webAclArn: acl.arn,
  });
  return acl;
}

/** A rule that stops whoever sends more than so many requests in five minutes. */
export const rateLimited = (limit: number, action: object = { block: {} }) => [
  { name: "often", priority: 1, action, statement: { rateBasedStatement: { limit, aggregateKeyType: "IP" } } },
];

/** A name of our own that leads to the pipeline's stage. */
export function customDomain(b: Mine, more: Partial<apigateway.DomainNameArgs> = {}): apigateway.DomainName {
  const domain = new apigateway.DomainName(`${b.name}-domain`, {
    region: b.region,
    domainName: "esp.example.com",
    regionalCertificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
    endpointConfiguration: { types: "REGIONAL" },
    securityPolicy: "TLS_1_2",
    tags: b.tags,
    ...more,
  });
  new apigateway.BasePathMapping(`${b.name}-mapping`, {
    region: b.region,
    domainName: domain.domainName,
    restApi: b.pipeline.apiId,
    stageName: b.pipeline.stageName,
  });
  return domain;
}
