import * as xray from "@pulumi/aws/xray";

import { set } from "../build/changes";
import { r3Again, r3Watch, r5Other } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** A rule of X-Ray that is asked before all others. */
const sampling = (name: string, breaks: string, rule: object): Attack =>
  r3Watch(name, breaks, {
    phase: "preview",
    add: (b) =>
      new xray.SamplingRule(`${b.name}-rule`, {
        region: b.region,
        priority: 1,
        fixedRate: 0,
        reservoirSize: 0,
        host: "*",
        httpMethod: "*",
        resourceArn: "*",
        serviceName: "*",
        serviceType: "*",
        urlPath: "*",
        version: 1,
        tags: b.tags,
        ...rule,
      }),
  });

/** X-Ray traces nothing of the API. */
export const traces: readonly Attack[] = [
  r5Other("sampling-name", "the sampling rule's name has more than the 32 characters that X-Ray takes", {
    rules: ["name-limits"],
    changes: { "api-sampling-rule": set({ ruleName: "orders-health-checks-of-production-ap-south-1" }) },
  }),
  r3Again("samples-nothing-of-stage", "X-Ray traces nothing of this stage's path", {
    phase: "preview",
    add: (b) =>
      new xray.SamplingRule(`${b.name}-rule`, {
        region: b.region,
        priority: 5,
        fixedRate: 0,
        reservoirSize: 0,
        host: "*.execute-api.ap-south-1.amazonaws.com",
        httpMethod: "P*",
        resourceArn: "arn:aws:apigateway:ap-south-1::/restapis/*",
        serviceName: "orders-*",
        serviceType: "AWS::ApiGateway::*",
        urlPath: "/k*",
        version: 1,
        tags: b.tags,
      }),
  }),
  sampling("samples-nothing", "X-Ray traces no request of any API of the account", {}),
  sampling("samples-no-post", "X-Ray traces no record of any API", { httpMethod: "POST", urlPath: "/kinesis" }),
];
