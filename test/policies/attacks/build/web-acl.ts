import * as apigateway from "@pulumi/aws/apigateway";
import * as wafv2 from "@pulumi/aws/wafv2";

import type { Mine } from "./mine";

/** What AWS keeps of the requests that a rule sees: numbers alone. */
export const VISIBLE = { cloudwatchMetricsEnabled: true, metricName: "m", sampledRequestsEnabled: false };

/** A web ACL before the pipeline's API that lets through what its rules do not stop. */
export function webAcl(b: Mine, rules: readonly object[], more: object = {}): wafv2.WebAcl {
  const acl = new wafv2.WebAcl(`${b.name}-acl`, {
    region: b.region,
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    visibilityConfig: VISIBLE,
    rules: rules.map((rule) => ({ visibilityConfig: VISIBLE, ...rule })) as unknown as wafv2.WebAclArgs["rules"] &
      object,
    tags: b.tags,
    ...more,
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
