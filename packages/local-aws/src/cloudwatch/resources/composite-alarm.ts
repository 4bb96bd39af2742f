import { arnOf } from "../../arn";
import { inRegion } from "../../in-region";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { refuseAlarmDeletion, refuseCompositeAlarm } from "../alarms/composite-alarm";
import { CompositeAlarmInputs } from "../inputs/composite-alarm";
import { refuseActionsElsewhere } from "../refuse-alarm";
import type { CloudWatch } from "../state";

/**
 * `aws:cloudwatch/compositeAlarm:CompositeAlarm`
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
  return {
    type: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    inputs: CompositeAlarmInputs,
    replaceOn: ["actionsEnabled", "alarmName"],
    blank: { alarmDescription: "" },
    importId: "alarmName",
    idOf: ({ alarmName }) => String(alarmName),
    computed: ["arn"],
    ...inRegion({
      kept: compositeAlarms,
      nameOf: ({ alarmName }) => alarmName,
      outputsOf,
      refuse: (inputs) => {
        refuseActionsElsewhere(inputs);
        const hasAlarm = (name: string): boolean =>
          metricAlarms.in(inputs.region).has(name) || compositeAlarms.in(inputs.region).has(name);
        refuseCompositeAlarm(inputs, hasAlarm);
      },
      refuseDeletion: (name, region) => {
        refuseAlarmDeletion(name, compositeAlarms.in(region).values());
      },
    }),
  };
}
