import { MethodSettings } from "@pulumi/aws/apigateway/methodSettings";

import { props } from "../build/changes";
import { r2Undo, r3Watch, r5Other } from "../build/kinds";
import type { Attack } from "../harness/attack";

const settings = (name: string, breaks: string, values: object): Attack =>
  r2Undo(name, breaks, {
    own: true,
    add: (b) =>
      new MethodSettings(`${b.name}-settings`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        stageName: b.pipeline.stageName,
        methodPath: "*/*",
        settings: { loggingLevel: "ERROR", dataTraceEnabled: false, ...values },
      }),
  });

/** A throttle leaves the connector no request. */
export const throttles: readonly Attack[] = [
  r5Other("plan-of-nothing", "the plan bounds the method that takes records to no request", {
    changes: {
      "key-plan": props((given) => ({
        ...given,
        apiStages: (given.apiStages as readonly object[]).map((stage) => ({
          ...stage,
          throttles: [{ path: "/kinesis/POST", rateLimit: 0, burstLimit: 0 }],
        })),
      })),
    },
  }),
  settings("settings-near-0", "one request in seventeen minutes is taken", {
    throttlingRateLimit: 0.001,
    throttlingBurstLimit: 1,
  }),
  r2Undo("plan-near-0", "one request in seventeen minutes is taken", {
    changes: { "key-plan": props({ throttleSettings: { rateLimit: 0.001, burstLimit: 1 } }) },
  }),
  r3Watch("health-check-throttled", "health checks are refused, and the connector takes the address for dead", {
    changes: {
      "api-health-check": props((given) => ({
        ...given,
        settings: { ...(given.settings as object), throttlingRateLimit: 0, throttlingBurstLimit: 0 },
      })),
    },
  }),
];
