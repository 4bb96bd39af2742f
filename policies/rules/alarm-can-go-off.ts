import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { type AlarmMetric, comparedMetric, isConstant, metricsOf, writtenMetrics } from "../read/alarm-metric";
import { alarmNameIn, truthOf } from "../read/alarm-rule";
import { isElsewhere, isInOtherAccount } from "../read/alarm-subject";
import { knownRegionOf } from "../read/region";
import { isTrue, textAt } from "../read/resource";
import { partsOfApi } from "../read/rest-api";
import { knownAt, knownListAt, knownProperty, type Stack } from "../read/stack";
import { isForAllMethods, settingsOf } from "../read/stage";
import { type } from "../read/types";

export const alarmCanGoOff = stackRule({
  name: "alarm-can-go-off",
  description: "An alarm reads what somebody measures, and its condition can hold.",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Read a metric that a metric filter of the stack writes, or that AWS measures, in its unit. Set a threshold and a rule that the " +
    "metric or the other alarms can meet, and treat missing data as breaching where silence is the trouble.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html",
  tags: ["cloudwatch", "observability"],
  types: [type.metricAlarm, type.compositeAlarm],
  checks: [
    (alarm) =>
      ruleOf(alarm)?.isNever === true
        ? "alarmRule never holds, whatever its alarms say: the alarm is silent."
        : undefined,
    (alarm, stack) => {
      const named = knownAt(alarm, "actionsSuppressor.alarm");
      if (typeof named !== "string") return undefined;
      const name = alarmNameIn(named);
      return besides(alarm, type.compositeAlarm, stack).some(
        (other) => knownAt(other, "alarmName") === name && ruleOf(other)?.isAlways === true,
      )
        ? "actionsSuppressor is an alarm that always stands: nobody hears this one."
        : undefined;
    },
    (alarm, stack) => {
      const written = writtenMetrics(stack).get(knownRegionOf(alarm)) ?? [];
      return metricsOf(alarm).flatMap(({ namespace, name, unit }) => {
        const inNamespace = written.filter((metric) => metric.namespace === namespace);
        if (namespace === undefined || inNamespace.length === 0) return [];
        const own = inNamespace.filter((metric) => metric.name === name);
        if (own.length === 0) {
          // A name that is not known yet may be this one.
          return inNamespace.some((metric) => metric.name === undefined)
            ? []
            : ["reads a metric that no filter writes."];
        }
        return unit === undefined || own.some((metric) => metric.unit === unit)
          ? []
          : ["reads a metric in a unit that its filter does not write: it finds no datapoint."];
      });
    },
    (alarm, stack) =>
      metricsOf(alarm).flatMap(({ namespace, dimensions }) => {
        const [apiName, stageName, methodName] = ["ApiName", "Stage", "Method"].map((key) =>
          knownProperty(dimensions, key),
        );
        if (namespace !== "AWS/ApiGateway" || apiName === undefined) return [];
        return besides(alarm, type.restApi, stack)
          .filter((api) => knownAt(api, "name") === apiName)
          .flatMap((api) => [
            ...(stageName === undefined ? [] : stageFindings(api, stageName, stack)),
            ...(methodName === undefined ? [] : methodFindings(api, methodName, stack)),
          ]);
      }),
    (alarm, stack) =>
      metricsOf(alarm).some((metric) => isElsewhere(alarm, metric, stack))
        ? "reads the metric of an API or a stream that the stack does not have, and no alarm reads it of the stack's own."
        : undefined,
    (alarm, stack) =>
      metricsOf(alarm).some((metric) => isInOtherAccount(alarm, metric, stack))
        ? "reads the metric in an account that is not known to be the stack's: leave accountId out."
        : undefined,
    (alarm) => {
      const [expressions = [], ids = []] = ["expression", "id"].map((key) =>
        knownListAt(alarm, "metricQueries").map((query) => knownProperty(query, key)),
      );
      return expressions.some((text) => typeof text === "string" && isConstant(text, ids))
        ? "calculates a value that no metric changes."
        : undefined;
    },
    (alarm) => {
      const metric = comparedMetric(alarm);
      const threshold = knownAt(alarm, "threshold");
      return metric &&
        typeof threshold === "number" &&
        isOutOfReach(textAt(alarm, "comparisonOperator"), threshold, metric)
        ? `has a threshold, ${threshold}, that the metric never passes.`
        : undefined;
    },
    (alarm) => {
      const isLow = /^LessThan(OrEqualTo)?Threshold$/.test(textAt(alarm, "comparisonOperator") ?? "");
      const [metric] = metricsOf(alarm);
      return isLow && knownAt(alarm, "treatMissingData") === "notBreaching" && metric && countsOnlyWhatComes(metric)
        ? "treatMissingData is notBreaching, and the metric has no datapoint in silence: silence passes for good."
        : undefined;
    },
  ],
});

/** The resources of a type in the region of an alarm: it sees no other. */
function besides(alarm: PolicyResource, kind: string, stack: Stack): readonly PolicyResource[] {
  const region = knownRegionOf(alarm);
  return stack.ofType(kind).filter((one) => knownRegionOf(one) === region);
}

function ruleOf(alarm: PolicyResource) {
  const rule = alarm.type === type.compositeAlarm ? knownAt(alarm, "alarmRule") : undefined;
  return typeof rule === "string" ? truthOf(rule) : undefined;
}

function stageFindings(api: PolicyResource, stageName: unknown, stack: Stack): readonly string[] {
  const stages = partsOfApi(stack, type.stage, api).map((stage) => knownAt(stage, "stageName"));
  return stages.length === 0 || stages.includes(undefined) || stages.includes(stageName)
    ? []
    : ["reads a stage that the API does not have."];
}

function methodFindings(api: PolicyResource, methodName: unknown, stack: Stack): readonly string[] {
  const methods = partsOfApi(stack, type.method, api).map((method) => knownAt(method, "httpMethod"));
  if (methods.length > 0 && !methods.some((own) => own === undefined || own === methodName || own === "ANY")) {
    return ["reads a method that the API does not have."];
  }
  const all = partsOfApi(stack, type.stage, api).flatMap((stage) => settingsOf(stage, stack));
  const own = all.filter((settings) => String(knownAt(settings, "methodPath")).endsWith(`/${String(methodName)}`));
  const isMeasured = (own.length > 0 ? own : all.filter(isForAllMethods)).map((settings) =>
    knownAt(settings, "settings.metricsEnabled"),
  );
  return isMeasured.length > 0 && isMeasured.every((enabled) => enabled !== undefined && !isTrue(enabled))
    ? ["reads a method apart, and metricsEnabled of the method settings is false: it finds no datapoint."]
    : [];
}

/** Counts and times are 0 or more; the average of what counts single requests as 0 or 1 is at most 1. */
function isOutOfReach(
  comparison: string | undefined,
  threshold: number,
  { namespace, name, stat }: AlarmMetric,
): boolean {
  if (namespace !== "AWS/ApiGateway" && namespace !== "AWS/Kinesis") return false;
  const isShare = stat === "Average" && SHARES.includes(name as string);
  if (comparison === "LessThanThreshold") return threshold <= 0;
  if (comparison === "LessThanOrEqualToThreshold") return threshold < 0;
  if (comparison === "GreaterThanThreshold") return isShare && threshold >= 1;
  return comparison === "GreaterThanOrEqualToThreshold" && isShare && threshold > 1;
}

const SHARES = ["4XXError", "5XXError", "PutRecord.Success", "PutRecords.Success"];

/** https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html */
const countsOnlyWhatComes = ({ namespace, stat }: AlarmMetric): boolean =>
  (namespace === "AWS/Kinesis" || namespace === "AWS/ApiGateway") && (stat === "Sum" || stat === "SampleCount");
