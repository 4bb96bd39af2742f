import * as cloudwatch from "@pulumi/aws/cloudwatch";

import { changing, props, set } from "../build/changes";
import { ACCOUNT } from "../build/documents";
import { r3Again, r4Alarm, r4Deaf } from "../build/kinds";
import type { Mine } from "../build/mine";
import type { Attack } from "../harness/attack";

const composite = (name: string, breaks: string, rule: (own: (key: string) => string) => string): Attack =>
  r4Deaf(name, breaks, changing("alarms-ours", { alarmRule: rule((key) => `"r4-deaf-${name}-prod-${key}"`) }));

/** A composite alarm never goes off, or is kept quiet. */
export const composites: readonly Attack[] = [
  r4Alarm(
    "contradiction",
    "the rule of the composite alarm contradicts itself",
    changing("alarms-ours", {
      alarmRule: ['ALARM("', '") AND NOT ALARM("', '")'].join("r4-alarm-contradiction-prod-server-errors"),
    }),
  ),
  r4Alarm(
    "and-never",
    "one condition of the composite alarm never holds",
    changing("alarms-ours", {
      alarmRule: 'ALARM("r4-alarm-and-never-prod-server-errors") AND FALSE',
    }),
  ),
  r4Alarm("suppressor-always", "an alarm that always stands keeps the side's alarm quiet", {
    changes: {
      "alarms-ours": props((given) => ({
        ...given,
        actionsSuppressor: { alarm: "r4-alarm-suppressor-always-maintenance", extensionPeriod: 60, waitPeriod: 60 },
      })),
    },
    add: (b: Mine) =>
      new cloudwatch.CompositeAlarm(`${b.name}-maintenance`, {
        region: b.region,
        alarmName: "r4-alarm-suppressor-always-maintenance",
        alarmRule: "TRUE",
        alarmActions: [`arn:aws:sns:${b.region}:${ACCOUNT}:pager`],
        tags: b.tags,
      }),
  }),
  composite(
    "ok-and-alarm",
    "no alarm is in two states at once",
    (own) => `ALARM(${own("latency-p99")}) AND OK(${own("latency-p99")})`,
  ),
  composite(
    "not-true",
    "the rule is the contrary of what always holds",
    (own) => `NOT (ALARM(${own("latency-p99")}) OR NOT ALARM(${own("latency-p99")}))`,
  ),
  r4Deaf(
    "suppressor-of-nothing",
    "an alarm that takes missing data for trouble keeps the side's alarm quiet for ever",
    {
      changes: {
        "alarms-ours": set({
          actionsSuppressor: { alarm: "r4-deaf-maintenance", extensionPeriod: 60, waitPeriod: 60 },
        }),
      },
      add: (b) =>
        new cloudwatch.MetricAlarm(`${b.name}-maintenance`, {
          region: b.region,
          name: "r4-deaf-maintenance",
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          threshold: 0,
          evaluationPeriods: 1,
          treatMissingData: "breaching",
          metricQueries: [{ id: "always", expression: "TIME_SERIES(1)", period: 60, returnData: true }],
          alarmActions: [`arn:aws:sns:${b.region}:${ACCOUNT}:chat`],
          tags: b.tags,
        }),
    },
  ),
  r3Again("alarm-never", "the alarm of a side goes off never", {
    changes: { "alarms-ours": set({ alarmRule: "FALSE" }) },
  }),
];
