import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { measuredTrouble, writtenTrouble } from "../read/alarms/datapoints";
import { type AlarmMetric, isConstant, metricsOf } from "../read/alarms/metric";
import { alarmNameIn, truthOf } from "../read/alarms/rule";
import { isElsewhere, isInOtherAccount } from "../read/alarms/subject";
import { thresholdOutOfReach } from "../read/alarms/threshold";
import { partsOfApi } from "../read/api/rest-api";
import { isForAllMethods, settingsOf } from "../read/api/stage";
import { knownRegionOf } from "../read/region";
import { isTrue, textAt } from "../read/resource";
import { knownAt, knownListAt, knownProperty, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const alarmCanGoOff = stackRule({
  name: "alarm-can-go-off",
  description: "An alarm reads what somebody measures, and its condition can hold.",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Read a metric that a metric filter of the stack writes, or that AWS measures, in its unit and by its " +
    "dimensions. Set a threshold and a rule that the metric or the other alarms can meet, and treat missing data as breaching where silence is the trouble.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html",
  tags: ["cloudwatch", "observability"],
  types: [awsType.metricAlarm, awsType.compositeAlarm],
  checks: [
    (alarm) =>
      ruleOf(alarm)?.isNever === true
        ? "alarmRule never holds, whatever its alarms say: the alarm is silent."
        : undefined,
    (alarm, stack) => {
      const named = knownAt(alarm, "actionsSuppressor.alarm");
      if (typeof named !== "string") return undefined;
      const name = alarmNameIn(named);
      return besides(alarm, awsType.compositeAlarm, stack).some(
        (other) => knownAt(other, "alarmName") === name && ruleOf(other)?.isAlways === true,
      )
        ? "actionsSuppressor is an alarm that always stands: nobody hears this one."
        : undefined;
    },
    (alarm, stack) => [...new Set(metricsOf(alarm).flatMap((metric) => writtenTrouble(alarm, metric, stack)))],
    (alarm, stack) => [...new Set(metricsOf(alarm).flatMap((metric) => measuredTrouble(alarm, metric, stack)))],
    (alarm, stack) =>
      metricsOf(alarm).flatMap(({ namespace, dimensions }) => {
        const [apiName, stageName, methodName] = ["ApiName", "Stage", "Method"].map((key) =>
          knownProperty(dimensions, key),
        );
        if (namespace !== "AWS/ApiGateway" || apiName === undefined) return [];
        return besides(alarm, awsType.restApi, stack)
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
    (alarm, stack) => {
      const threshold = thresholdOutOfReach(alarm, stack);
      return threshold === undefined ? undefined : `has a threshold, ${threshold}, that the metric never passes.`;
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
  const rule = alarm.type === awsType.compositeAlarm ? knownAt(alarm, "alarmRule") : undefined;
  return typeof rule === "string" ? truthOf(rule) : undefined;
}

function stageFindings(api: PolicyResource, stageName: unknown, stack: Stack): readonly string[] {
  const stages = partsOfApi(stack, awsType.stage, api).map((stage) => knownAt(stage, "stageName"));
  return stages.length === 0 || stages.includes(undefined) || stages.includes(stageName)
    ? []
    : ["reads a stage that the API does not have."];
}

function methodFindings(api: PolicyResource, methodName: unknown, stack: Stack): readonly string[] {
  const methods = partsOfApi(stack, awsType.method, api).map((method) => knownAt(method, "httpMethod"));
  if (methods.length > 0 && !methods.some((own) => own === undefined || own === methodName || own === "ANY")) {
    return ["reads a method that the API does not have."];
  }
  const all = partsOfApi(stack, awsType.stage, api).flatMap((stage) => settingsOf(stage, stack));
  const own = all.filter((settings) => String(knownAt(settings, "methodPath")).endsWith(`/${String(methodName)}`));
  const isMeasured = (own.length > 0 ? own : all.filter(isForAllMethods)).map((settings) =>
    knownAt(settings, "settings.metricsEnabled"),
  );
  return isMeasured.length > 0 && isMeasured.every((enabled) => enabled !== undefined && !isTrue(enabled))
    ? ["reads a method apart, and metricsEnabled of the method settings is false: it finds no datapoint."]
    : [];
}

/** https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html */
const countsOnlyWhatComes = ({ namespace, stat }: AlarmMetric): boolean =>
  (namespace === "AWS/Kinesis" || namespace === "AWS/ApiGateway") && (stat === "Sum" || stat === "SampleCount");
