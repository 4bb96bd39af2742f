import * as lambda from "@pulumi/aws/lambda";
import * as sns from "@pulumi/aws/sns";

import { UNCHANGED } from "../build/alarms";
import { props, set } from "../build/changes";
import { ACCOUNT } from "../build/documents";
import { r4Alarm, r4Deaf } from "../build/kinds";
import type { Parts } from "../build/mine";
import { pager } from "../build/services";
import type { Attack } from "../harness/attack";

const added = (name: string, breaks: string, add: NonNullable<Parts["add"]>): Attack =>
  r4Alarm(name, breaks, { changes: { "alarms-topic": UNCHANGED }, add });

const subscription = (name: string, breaks: string, args: Partial<sns.TopicSubscriptionArgs>): Attack =>
  r4Deaf(name, breaks, {
    changes: { "alarms-topic": set({}) },
    add: (b) => pager(b, args),
  });

/** Who listens to the alarms hears nothing. */
export const listeners: readonly Attack[] = [
  added("subscription-by-attribute", "the pager chooses messages by an attribute that no alarm's message has", (b) =>
    pager(b, {
      filterPolicy: '{"severity":["page"]}',
    }),
  ),
  r4Alarm("function-not-permitted", "the alarm calls a function that does not let alarms call it", {
    phase: "update",
    changes: {
      "alarms-ours": props((given) => ({
        ...given,
        alarmActions: [
          new lambda.Function("r4-alarm-function-not-permitted-made-function", {
            region: "ap-south-1",
            role: `arn:aws:iam::${ACCOUNT}:role/pager`,
            packageType: "Image",
            imageUri: "image",
            tags: given.tags as Record<string, string>,
          }).arn,
        ],
      })),
    },
  }),
  subscription("recovery-alone", "the pager hears only that it is over", {
    filterPolicyScope: "MessageBody",
    filterPolicy: '{"NewStateValue":["OK"]}',
  }),
  subscription("field-unknown", "the pager chooses by a field that no alarm's message has", {
    filterPolicyScope: "MessageBody",
    filterPolicy: '{"severity":["page"]}',
  }),
  r4Deaf("function-for-events", "the alarm calls a function that lets in EventBridge alone", {
    phase: "update",
    changes: {
      "alarms-ours": props((given) => {
        const made = new lambda.Function("r4-deaf-function-for-events-made-function", {
          region: "ap-south-1",
          role: `arn:aws:iam::${ACCOUNT}:role/pager`,
          packageType: "Image",
          imageUri: "image",
          tags: given.tags as Record<string, string>,
        });
        new lambda.Permission("r4-deaf-function-for-events-made-permission", {
          region: "ap-south-1",
          function: made.name,
          action: "lambda:InvokeFunction",
          principal: "events.amazonaws.com",
          sourceArn: `arn:aws:events:ap-south-1:${ACCOUNT}:rule/pager`,
        });
        return { ...given, alarmActions: [made.arn] };
      }),
    },
  }),
];
