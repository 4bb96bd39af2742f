import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cloudfront from "@pulumi/aws/cloudfront";
import type { input } from "@pulumi/aws/types";

import { ACCOUNT } from "./documents";
import type { Mine } from "./mine";

/** The stage of an HTTP API that deploys by itself. */
export const liveStage = (b: Mine, api: apigatewayv2.Api) =>
  new apigatewayv2.Stage(`${b.name}-stage`, {
    region: b.region,
    apiId: api.id,
    name: "live",
    autoDeploy: true,
    tags: b.tags,
  });

/** What a distribution may hand on: all that CloudFront knows. */
export const ALL_METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];

/** The API of the pipeline, behind a distribution, over https. */
export const apiOrigin = ({ pipeline }: Mine, more: object = {}) => ({
  originId: "api",
  domainName: pipeline.endpoint.apply((url) => new URL(url).host),
  customOriginConfig: {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: "https-only",
    originSslProtocols: ["TLSv1.2"],
  },
  ...more,
});

interface DistributionParts {
  /** @defaultValue the API of the pipeline */
  readonly origin?: input.cloudfront.DistributionOrigin;
  /** Of the only behaviour. @defaultValue https alone, and only what reads */
  readonly behavior?: object;
  readonly more?: object;
}

/** A distribution that callers reach over TLS 1.2 or newer. */
export function distribution(b: Mine, { origin = apiOrigin(b), behavior, more }: DistributionParts = {}) {
  return new cloudfront.Distribution(`${b.name}-distribution`, {
    enabled: true,
    origins: [origin],
    defaultCacheBehavior: {
      targetOriginId: origin.originId,
      viewerProtocolPolicy: "https-only",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      ...behavior,
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: {
      acmCertificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1`,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    },
    tags: b.tags,
    ...more,
  });
}

/** A name of our own. */
export const domainName = (b: Mine, more: Partial<apigateway.DomainNameArgs> = {}): apigateway.DomainName =>
  new apigateway.DomainName(`${b.name}-domain`, {
    region: b.region,
    domainName: "esp.example.com",
    regionalCertificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
    endpointConfiguration: { types: "REGIONAL" },
    securityPolicy: "TLS_1_2",
    tags: b.tags,
    ...more,
  });

/** A name of our own that leads to the pipeline's stage. */
export function customDomain(b: Mine, more: Partial<apigateway.DomainNameArgs> = {}): apigateway.DomainName {
  const domain = domainName(b, more);
  new apigateway.BasePathMapping(`${b.name}-mapping`, {
    region: b.region,
    domainName: domain.domainName,
    restApi: b.pipeline.apiId,
    stageName: b.pipeline.stageName,
  });
  return domain;
}
