import assert from "node:assert/strict";

import { refuseAlarmDeletion, refuseCompositeAlarm } from "../../../src/cloudwatch/alarms/composite-alarm";
import { compositeOf } from "./account";

const hasAlarm = (name: string): boolean => ["errors", "silence"].includes(name);

describe("what AWS refuses of a composite alarm", () => {
  it("is an alarm in its rule that does not exist", () => {
    const alarm = compositeOf("ours", "ALARM(errors) OR ALARM(gone)");
    assert.throws(
      () => {
        refuseCompositeAlarm(alarm, hasAlarm);
      },
      {
        type: "ValidationError",
        message: "Could not save the composite alarm as alarms [gone] in the alarm rule do not exist",
      },
    );
    refuseCompositeAlarm(compositeOf("ours", 'ALARM(errors) OR OK("silence")'), hasAlarm);
  });

  it("is a rule that it cannot read", () => {
    const alarm = compositeOf("ours", "ALARM(errors");
    assert.throws(
      () => {
        refuseCompositeAlarm(alarm, hasAlarm);
      },
      {
        type: "ValidationError",
      },
    );
  });

  it("is, here, an action suppressor, which is not modelled", () => {
    const alarm = { ...compositeOf("ours", "TRUE"), actionsSuppressor: { alarm: "errors" } };
    assert.throws(() => {
      refuseCompositeAlarm(alarm, hasAlarm);
    }, /does not model actionsSuppressor/);
  });

  it("is the deletion of an alarm in its rule", () => {
    const composites = [compositeOf("ours", "ALARM(arn:aws:cloudwatch:eu-west-1:123456789012:alarm:errors)")];
    assert.throws(
      () => {
        refuseAlarmDeletion("errors", composites);
      },
      {
        type: "ValidationError",
        message: "Cannot delete errors as there are composite alarm(s) depending on it: ours",
      },
    );
    refuseAlarmDeletion("silence", composites);
  });
});
