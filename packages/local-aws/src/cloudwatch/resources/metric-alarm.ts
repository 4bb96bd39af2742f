import { arnOf } from "../../arn";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { refuseAlarmDeletion } from "../alarms/composite-alarm";
import { MetricAlarmInputs } from "../inputs/metric-alarm";
import { refuseActionsElsewhere, refuseMetricAlarm } from "../refuse-alarm";
import type { CloudWatch } from "../state";

/**
 * `aws:cloudwatch/metricAlarm:MetricAlarm`
 *
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
  const put = (inputs: MetricAlarmInputs): Properties => {
    refuseMetricAlarm(inputs);
    refuseActionsElsewhere(inputs);
    metricAlarms.set(inputs.region, inputs.name, inputs);
    return outputsOf(inputs);
  };
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
    create: (inputs) => ({ id: inputs.name, outputs: put(inputs) }),
    read: (id, known) => {
      const found = metricAlarms.get(String(known.region), id);
      return found && outputsOf(found);
    },
    update: (_id, inputs) => put(inputs),
    delete: (id, known) => {
      refuseAlarmDeletion(id, compositeAlarms.in(String(known.region)).values());
      metricAlarms.delete(String(known.region), id);
    },
  };
}
