import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup";
import { LogMetricFilter } from "@pulumi/aws/cloudwatch/logMetricFilter";
import type * as pulumi from "@pulumi/pulumi";

import type { Settings } from "../../config/settings";
import { arnIn } from "../arn";
import { nameOf, type Place, tagsOf } from "../place";
import { METRIC_FILTERS } from "./metric-filters";
import { accessLogGroupName, executionLogGroupName, metricNamespace } from "./names";

export interface StageLogsArgs {
  readonly place: Place;
  readonly apiId: pulumi.Output<string>;
  readonly observability: Settings["observability"];
}

/** The log groups of an API's stage, each undefined if its log is off. They are there before the stage that writes to them. */
export interface StageLogs {
  readonly access: LogGroup | undefined;
  readonly execution: LogGroup | undefined;
}

/**
 * The log groups of an API's stage, and the metric filters on its access log. API Gateway would make the group of the
 * execution log itself, and keep what is in it for ever.
 * @param name what the names of the resources begin with
 * @param args the API and its settings
 * @param opts its parent
 * @returns the groups
 */
export function createStageLogs(name: string, args: StageLogsArgs, opts: pulumi.CustomResourceOptions): StageLogs {
  const { place, apiId, observability } = args;
  const { accessLog, executionLog, logRetentionDays, logKmsKeyArns } = observability;
  const { region, stage } = place;
  const kmsKeyId = arnIn(region, logKmsKeyArns);
  const common = {
    region,
    retentionInDays: logRetentionDays,
    ...(kmsKeyId !== undefined && { kmsKeyId }),
    tags: tagsOf(place),
  };
  const access = accessLog
    ? new LogGroup(`${name}-access-log`, { ...common, name: accessLogGroupName(place) }, opts)
    : undefined;
  const execution = executionLog
    ? new LogGroup(
        `${name}-execution-log`,
        { ...common, name: apiId.apply((id) => executionLogGroupName(id, stage)) },
        opts,
      )
    : undefined;
  if (access) createMetricFilters(name, place, access, opts);
  return { access, execution };
}

function createMetricFilters(name: string, place: Place, group: LogGroup, opts: pulumi.CustomResourceOptions): void {
  for (const filter of METRIC_FILTERS) {
    new LogMetricFilter(
      `${name}-${filter.name}`,
      {
        region: place.region,
        name: `${nameOf(place)}-${filter.name}`,
        logGroupName: group.name,
        pattern: filter.pattern,
        metricTransformation: {
          namespace: metricNamespace(place),
          name: filter.metricName,
          value: "1",
          unit: "Count",
          // Every other line counts 0: the metric has a datapoint for each minute with requests, and alarms judge whole minutes.
          defaultValue: "0",
        },
      },
      opts,
    );
  }
}
