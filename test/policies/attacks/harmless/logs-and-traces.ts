import * as xray from "@pulumi/aws/xray";

import { on, props } from "../build/changes";
import { ACCOUNT } from "../build/documents";
import { control, fine } from "../build/mine";
import type { Control } from "../harness/attack";

/** Logs and traces. */
export const logsAndTraces: readonly Control[] = [
  fine("r5-fine-log-with-message", "the access log has the error's message, which API Gateway puts in quotes itself", {
    changes: {
      "api-stage": props((given) => {
        const settings = given.accessLogSettings as { readonly format: string };
        // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
        const format = settings.format.replace(/\}$/, ',"message":$context.error.messageString}');
        return { ...given, accessLogSettings: { ...settings, format } };
      }),
    },
  }),
  fine("r4-fine-health-checks-not-traced", "X-Ray traces no health check of this API", {
    phase: "preview",
    add: (b) =>
      new xray.SamplingRule(`${b.name}-rule`, {
        region: b.region,
        priority: 100,
        fixedRate: 0,
        reservoirSize: 0,
        host: "*",
        httpMethod: "GET",
        resourceArn: "*",
        serviceName: `${b.stream}-prod/prod`,
        serviceType: "AWS::ApiGateway::Stage",
        urlPath: "/kinesis",
        version: 1,
        tags: b.tags,
      }),
  }),
  control("fine-stage-seen", "The stage is traced.", on("api-stage", { xrayTracingEnabled: true })),
  fine("r2-fine-access-log", "the stage writes an access log that says nothing secret", {
    changes: {
      "api-stage": props((given) => ({
        ...given,
        xrayTracingEnabled: true,
        accessLogSettings: {
          destinationArn: `arn:aws:logs:ap-south-1:${ACCOUNT}:log-group:orders`,
          format:
            '{"requestId":"$context.requestId","error":"$context.integration.error","status":"$context.status","key":"$context.identity.apiKeyId"}',
        },
      })),
    },
  }),
  fine("r3-fine-traces-all", "X-Ray traces every record", {
    phase: "preview",
    add: (b) => {
      new xray.Group(`${b.name}-group`, {
        region: b.region,
        groupName: "orders",
        filterExpression: "responsetime > 5",
        tags: b.tags,
      });
      return new xray.SamplingRule(`${b.name}-rule`, {
        region: b.region,
        priority: 100,
        fixedRate: 1,
        reservoirSize: 10,
        host: "*",
        httpMethod: "POST",
        resourceArn: "*",
        serviceName: `${b.stream}-prod/prod`,
        serviceType: "AWS::ApiGateway::Stage",
        urlPath: "/kinesis",
        version: 1,
        tags: b.tags,
      });
    },
  }),
  fine("r3-fine-samples-other", "X-Ray traces few requests of another service", {
    phase: "preview",
    add: (b) =>
      new xray.SamplingRule(`${b.name}-rule`, {
        region: b.region,
        priority: 200,
        fixedRate: 0,
        reservoirSize: 0,
        host: "*",
        httpMethod: "GET",
        resourceArn: "*",
        serviceName: "billing",
        serviceType: "AWS::EC2::Instance",
        urlPath: "/health",
        version: 1,
        tags: b.tags,
      }),
  }),
  fine("r3-fine-log-kept", "the log group stays when the stack is destroyed", {
    changes: { "api-access-log": { props: { skipDestroy: true }, options: { retainOnDelete: true } } },
  }),
];
