import * as cloudwatch from "@pulumi/aws/cloudwatch";

import { set } from "../build/changes";
import { r3Watch } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** An alarm tells nobody. */
export const actions: readonly Attack[] = [
  r3Watch("alarm-mute", "an alarm is made, and does nothing", {
    changes: { "alarms-server-errors": set({ actionsEnabled: false }) },
  }),
  r3Watch("composite-mute", "the alarm of a side is made, and does nothing", {
    changes: { "alarms-ours": set({ actionsEnabled: false }) },
  }),
  r3Watch("alarm-tells-recovery-only", "the alarm tells only that it is over", {
    changes: { "alarms-ours": set({ alarmActions: [] }) },
  }),
  r3Watch("alarm-stops-machine", "the alarm's only action stops a machine, and notifies nobody", {
    changes: { "alarms-ours": set({ alarmActions: ["arn:aws:automate:ap-south-1:ec2:stop"] }) },
  }),
  r3Watch("alarms-muted", "a rule mutes the alarms for all day, every day", {
    phase: "preview",
    own: true,
    add: (b) =>
      new cloudwatch.AlarmMuteRule(`${b.name}-mute`, {
        region: b.region,
        name: b.name,
        muteTargets: { alarmNames: [`${b.pipelineName}-prod-server-errors`] },
        rule: { schedule: { duration: "PT24H", expression: "cron(0 0 * * *)" } },
        tags: b.tags,
      }),
  }),
  r3Watch("alarm-suppressed", "an alarm that always stands keeps the side's alarm from telling anybody", {
    changes: {
      "alarms-ours": set({
        actionsSuppressor: { alarm: "always", extensionPeriod: 60, waitPeriod: 60 },
      }),
    },
  }),
];
