import { CompositeAlarm } from "@pulumi/aws/cloudwatch/compositeAlarm";
import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm";
import * as pulumi from "@pulumi/pulumi";

import { type Account, arnIn } from "./arn";
import { createAlarmTopic } from "./observability/alarm-topic";
import { alarmsOf } from "./observability/alarms";
import { compositesOf } from "./observability/alarms/composite-alarms";
import { type AlarmArgs, type AlarmModel, alarmName, describeAlarm } from "./observability/alarms/model";
import { ANOMALY_BAND } from "./observability/alarms/stream-alarms";
import { type Place, tagsOf } from "./place";

export interface IngestAlarmsArgs extends AlarmArgs {
  readonly place: Place;
  /** Whose alarms they are. */
  readonly account: pulumi.Output<Account>;
  /** Whether Pulumi refuses to delete the key of the topic. */
  readonly protect: boolean;
}

/** The alarms of one region, and the topic that they notify. */
export class IngestAlarms extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;
  /** The ARNs of the composite alarms of both sides, ours first. */
  readonly sideArns: readonly pulumi.Output<string>[];

  constructor(name: string, args: IngestAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aerospike-kinesis:index:IngestAlarms", name, {}, opts);
    const { place, account, observability, protect } = args;
    const { topicArns, runbook } = observability.alarms;
    const child = { parent: this };

    const given = arnIn(place.region, topicArns);
    this.topicArn =
      given === undefined ? createAlarmTopic(name, { place, account, protect }, child) : pulumi.output(given);
    const common = { region: place.region, tags: tagsOf(place) };
    const actions = {
      alarmActions: [this.topicArn],
      // An incident that the alarm opened elsewhere closes with it.
      okActions: [this.topicArn],
    };
    const models = alarmsOf(args);
    const alarms = models.map(
      (model) =>
        new MetricAlarm(
          [name, model.key, ...(model.stream === undefined ? [] : [model.stream])].join("-"),
          {
            ...common,
            ...actions,
            name: alarmName(place, model.key, model.stream),
            alarmDescription: describeAlarm(model, runbook),
            ...evaluationOf(model),
          },
          child,
        ),
    );
    const made: pulumi.Resource[] = [...alarms];
    const sides: CompositeAlarm[] = [];
    for (const model of compositesOf(place, models)) {
      const composite = new CompositeAlarm(
        `${name}-${model.key}`,
        {
          ...common,
          ...(model.isPart ? {} : actions),
          alarmName: alarmName(place, model.key),
          alarmDescription: describeAlarm({ ...model, key: model.side }, runbook),
          alarmRule: model.rule,
        },
        // AWS takes a rule only after the alarms that it names.
        { ...child, dependsOn: [...made] },
      );
      made.push(composite);
      if (!model.isPart) sides.push(composite);
    }
    this.sideArns = sides.map(({ arn }) => arn);
    this.registerOutputs({ topicArn: this.topicArn });
  }
}

function evaluationOf({ metric, math, comparison, threshold, datapoints, of, missingData }: AlarmModel) {
  const evaluation = {
    comparisonOperator: comparison,
    datapointsToAlarm: datapoints,
    evaluationPeriods: of,
    treatMissingData: missingData,
  };
  const { stat, ...watched } = metric;
  if (threshold === undefined) {
    return {
      ...evaluation,
      metricQueries: [
        { id: "metric", metric: { ...watched, stat }, returnData: true },
        { id: "band", expression: `ANOMALY_DETECTION_BAND(metric, ${ANOMALY_BAND})`, label: "usual", returnData: true },
      ],
      thresholdMetricId: "band",
    };
  }
  if (math !== undefined) {
    return {
      ...evaluation,
      metricQueries: [
        { id: "judged", expression: math.expression, label: math.label, returnData: true },
        ...Object.entries(math.metrics).map(([id, each]) => ({ id, metric: each, returnData: false })),
      ],
      threshold,
    };
  }
  return {
    ...evaluation,
    ...watched,
    threshold,
    // A percentile of few requests counts as well: in little traffic each of them matters.
    ...(stat.startsWith("p")
      ? { extendedStatistic: stat, evaluateLowSampleCountPercentiles: "evaluate" }
      : { statistic: stat }),
  };
}
