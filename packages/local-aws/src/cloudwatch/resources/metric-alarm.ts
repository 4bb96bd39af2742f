import { arnOf } from "../../arn";
import { inRegion } from "../../in-region";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { refuseAlarmDeletion } from "../alarms/composite-alarm";
import { MetricAlarmInputs } from "../inputs/metric-alarm";
import { refuseActionsElsewhere, refuseMetricAlarm } from "../refuse-alarm";
import type { CloudWatch } from "../state";

/**
 * `aws:cloudwatch/metricAlarm:MetricAlarm`
 * @param cloudWatch of the account
 * @returns the model
 */
export function metricAlarmModel({
  accountId,
  metricAlarms,
  compositeAlarms,
}: CloudWatch): MemoryModel<MetricAlarmInputs> {
  const outputsOf = (inputs: MetricAlarmInputs): Properties => ({
    ...inputs,
    tagsAll: inputs.tags ?? {},
    arn: arnOf("cloudwatch", inputs.region, accountId, `alarm:${inputs.name}`),
  });
  return {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    inputs: MetricAlarmInputs,
    replaceOn: ["name"],
    autoname: { property: "name", maxLength: 255 },
    kept: ["evaluateLowSampleCountPercentiles"],
    blank: {
      alarmDescription: "",
      evaluateLowSampleCountPercentiles: "",
      extendedStatistic: "",
      metricName: "",
      namespace: "",
      statistic: "",
      thresholdMetricId: "",
      unit: "",
    },
    importId: "name",
    idOf: ({ name }) => String(name),
    computed: ["arn"],
    ...inRegion({
      kept: metricAlarms,
      nameOf: ({ name }) => name,
      outputsOf,
      refuse: (inputs) => {
        refuseMetricAlarm(inputs);
        refuseActionsElsewhere(inputs);
      },
      refuseDeletion: (name, region) => {
        refuseAlarmDeletion(name, compositeAlarms.in(region).values());
      },
    }),
  };
}
