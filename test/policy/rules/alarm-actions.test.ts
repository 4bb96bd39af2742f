import { alarmActions } from "../../../policies/rules/alarm-actions";
import { assigned } from "../../support/policy";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

describeRule(alarmActions, {
  finds: {
    "an alarm without actions": {
      stack: change("alarm", { alarmActions: undefined }),
      found: { alarm: ["alarmActions is not set: nobody hears the alarm."] },
    },
    "an alarm with an empty list": {
      stack: change("alarm", { alarmActions: [] }),
      found: { alarm: ["alarmActions is not set: nobody hears the alarm."] },
    },
    "a silenced alarm": {
      stack: change("alarm", { actionsEnabled: false }),
      found: { alarm: ["actionsEnabled is false: the alarm is silent."] },
    },
  },
  accepts: {
    "actions that are not known yet": { stack: change("alarm", { alarmActions: assigned(["arn:aws:sns:x"]) }) },
  },
});
