import { arnOf } from "../../arn";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { CompositeAlarmInputs } from "../inputs/composite-alarm";
import { refuseActionsElsewhere } from "../refuse-alarm";
import type { CloudWatch } from "../state";

/**
 * `aws:cloudwatch/compositeAlarm:CompositeAlarm`
 *
 * @param cloudWatch of the account
 * @returns the model
 */
export function compositeAlarmModel({ accountId, compositeAlarms }: CloudWatch): MemoryModel<CompositeAlarmInputs> {
  const outputsOf = (inputs: CompositeAlarmInputs): Properties => ({
    ...inputs,
    tagsAll: inputs.tags ?? {},
    arn: arnOf("cloudwatch", inputs.region, accountId, `alarm:${inputs.alarmName}`),
  });
  const put = (inputs: CompositeAlarmInputs): Properties => {
    refuseActionsElsewhere(inputs);
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
      compositeAlarms.delete(String(known.region), id);
    },
  };
}
