import * as scheduler from "@pulumi/aws/scheduler";
import * as sfn from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";

import { SERVICE_ROLE } from "./documents";
import type { Mine } from "./mine";

/** A schedule that calls an action of AWS each day. */
export const schedule = (b: Mine, action: string, input: object) =>
  new scheduler.Schedule(`${b.name}-schedule`, {
    region: b.region,
    scheduleExpression: "rate(1 day)",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: `arn:aws:scheduler:::aws-sdk:${action}`,
      roleArn: SERVICE_ROLE,
      input: pulumi.jsonStringify(input),
    },
  });

/** The same beside a pipeline of its own. */
export const scheduled = (action: string, input: (b: Mine) => object) => ({
  own: true,
  add: (b: Mine) => schedule(b, action, input(b)),
});

/** A state machine. */
export const machine = (b: Mine, definition: object) =>
  new sfn.StateMachine(`${b.name}-machine`, {
    region: b.region,
    roleArn: SERVICE_ROLE,
    definition: pulumi.jsonStringify(definition),
    tags: b.tags,
  });
