import { arnOf } from "../../arn";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { refuseAlarmDeletion, refuseCompositeAlarm } from "../alarms/composite-alarm";
import { CompositeAlarmInputs } from "../inputs/composite-alarm";
import { refuseActionsElsewhere } from "../refuse-alarm";
import type { CloudWatch } from "../state";

/**
 * `aws:cloudwatch/compositeAlarm:CompositeAlarm`
 *
 * @param cloudWatch of the account
 * @returns the model
 */
export function compositeAlarmModel(cloudWatch: CloudWatch): MemoryModel<CompositeAlarmInputs> {
  const { accountId, metricAlarms, compositeAlarms } = cloudWatch;
  const outputsOf = (inputs: CompositeAlarmInputs): Properties => ({
    ...inputs,
    tagsAll: inputs.tags ?? {},
    arn: arnOf("cloudwatch", inputs.region, accountId, `alarm:${inputs.alarmName}`),
  });
  const put = (inputs: CompositeAlarmInputs): Properties => {
    refuseActionsElsewhere(inputs);
    const hasAlarm = (name: string): boolean =>
      metricAlarms.in(inputs.region).has(name) || compositeAlarms.in(inputs.region).has(name);
    refuseCompositeAlarm(inputs, hasAlarm);
    compositeAlarms.set(inputs.region, inputs.alarmName, inputs);
    return outputsOf(inputs);
  };
  return {
    type: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    inputs: CompositeAlarmInputs,
    replaceOn: ["actionsEnabled", "alarmName"],
    blank: { alarmDescription: "" },
    importId: "alarmName",
    idOf: ({ alarmName }) => String(alarmName),
    computed: ["arn"],
    create: (inputs) => ({ id: inputs.alarmName, outputs: put(inputs) }),
    read: (id, known) => {
      const found = compositeAlarms.get(String(known.region), id);
      return found && outputsOf(found);
    },
    update: (_id, inputs) => put(inputs),
    delete: (id, known) => {
      refuseAlarmDeletion(id, compositeAlarms.in(String(known.region)).values());
      compositeAlarms.delete(String(known.region), id);
    },
  };
}
