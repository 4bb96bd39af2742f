import { AwsError } from "../../errors";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { metricFilterOf } from "../filters/apply-metric-filters";
import { LogMetricFilterInputs } from "../inputs/log-metric-filter";
import type { CloudWatch } from "../state";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
const MAX_FILTERS_OF_GROUP = 100;

/**
 * `aws:cloudwatch/logMetricFilter:LogMetricFilter`
 * @param cloudWatch of the account
 * @returns the model
 */
export function logMetricFilterModel({ logs }: CloudWatch): MemoryModel<LogMetricFilterInputs> {
  const put = (inputs: LogMetricFilterInputs): Properties => {
    const { metricFilters, settings } = logs.getGroup(inputs.region, inputs.logGroupName);
    if (settings.logGroupClass !== "STANDARD") {
      throw new AwsError(
        "InvalidOperationException",
        `a log group of class ${settings.logGroupClass} has no metric filters`,
      );
    }
    if (!metricFilters.has(inputs.name) && metricFilters.size >= MAX_FILTERS_OF_GROUP) {
      throw new AwsError("LimitExceededException", "Resource limit exceeded.");
    }
    metricFilterOf(inputs);
    metricFilters.set(inputs.name, inputs);
    return outputsOf(inputs);
  };
  return {
    type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    inputs: LogMetricFilterInputs,
    replaceOn: ["logGroupName", "name"],
    autoname: { property: "name", maxLength: 512 },
    importId: "logGroupName:name",
    idOf: ({ name }) => String(name),
    computed: ["applyOnTransformedLogs"],
    create: (inputs) => ({ id: inputs.name, outputs: put(inputs) }),
    read: (_id, known) => {
      const group = logs.findGroup(String(known.region), String(known.logGroupName));
      const found = group?.metricFilters.get(String(known.name));
      return found && outputsOf(found);
    },
    update: (_id, inputs) => put(inputs),
    delete: (id, known) => {
      logs.findGroup(String(known.region), String(known.logGroupName))?.metricFilters.delete(id);
    },
  };
}

/** No log group here has a transformer. */
const outputsOf = (inputs: LogMetricFilterInputs): Properties => ({ ...inputs, applyOnTransformedLogs: false });
