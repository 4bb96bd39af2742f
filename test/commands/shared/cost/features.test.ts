import assert from "node:assert/strict";

import { absentFeatures, featuresOf } from "../../../../commands/shared/cost/features";
import { Pipeline } from "../../../../components/pipeline";
import { record } from "../../../support/record";
import { settingsWith } from "./example";

const WATCHED = settingsWith({}).observability;

/** How many metrics an alarm is charged for. */
function metricsOf(alarm: Readonly<Record<string, unknown>>): number {
  const queries = JSON.stringify(alarm.metricQueries ?? []);
  return queries.includes("ANOMALY_DETECTION") ? 3 : Math.max(1, queries.match(/"metricName"/g)?.length ?? 0);
}

const of = (observability: typeof WATCHED, region = "us-east-1", raw = {}) => {
  const { regions } = settingsWith({ regions: ["us-east-1", "eu-west-1"], ...raw });
  const own = regions.find((each) => each.region === region)!;
  return featuresOf({ ...own, observability }, own === regions[0]);
};

describe("what a region has", () => {
  const many = Array.from({ length: 60 }, (_, index) => ({ name: `s${index}` }));
  const foreign = { name: "c", existing: ["arn:aws:kinesis:us-east-1:999999999999:stream/c"] };
  const stages: Record<string, Record<string, unknown>> = {
    "of two streams": { streams: [{ name: "a" }, { name: "b" }] },
    "of so many streams that composite alarms have parts": { streams: many },
    "of a stream of another account": { streams: [{ name: "a", silenceMinutes: 0 }, foreign] },
    "that compares traffic": { streams: many.slice(0, 2), observability: { alarms: { trafficAnomaly: true } } },
    "without an access log": { observability: { accessLog: false } },
    "without alarms": { observability: { alarms: { enabled: false } } },
  };
  for (const [name, raw] of Object.entries(stages)) {
    it(`is what the program builds for a stage ${name}`, () => isWhatIsBuilt(raw));
  }

  async function isWhatIsBuilt(raw: Record<string, unknown>): Promise<void> {
    const settings = settingsWith(raw).regions[0]!;
    const { resources } = await record(() => new Pipeline("p", settings));
    const inputsOf = (type: string) =>
      resources.filter((resource) => resource.type === type).map(({ inputs }) => inputs);
    const { alarmMetrics, compositeAlarms, metrics, kmsKeys, secrets, accessLogBytes, tracing } = featuresOf(
      settings,
      true,
    );
    const alarms = inputsOf("aws:cloudwatch/metricAlarm:MetricAlarm");
    const filters = inputsOf("aws:cloudwatch/logMetricFilter:LogMetricFilter");
    const detailed = inputsOf("aws:apigateway/methodSettings:MethodSettings").some((inputs) =>
      JSON.stringify(inputs).includes('"metricsEnabled":true'),
    );
    assert.deepEqual(
      { alarmMetrics, compositeAlarms, metrics, kmsKeys, secrets },
      {
        alarmMetrics: alarms.reduce((sum, inputs) => sum + metricsOf(inputs), 0),
        compositeAlarms: inputsOf("aws:cloudwatch/compositeAlarm:CompositeAlarm").length,
        metrics: filters.length + (detailed ? 10 : 0),
        kmsKeys: inputsOf("aws:kms/key:Key").length,
        secrets: inputsOf("aws:secretsmanager/secret:Secret").length,
      },
    );
    assert.equal(accessLogBytes > 0, filters.length > 0);
    assert.equal(tracing, inputsOf("aws:xray/samplingRule:SamplingRule").length > 0);
  }

  it("follows from the settings by which the stage is watched", () => {
    assert.deepEqual(of(WATCHED), {
      accessLogBytes: 520,
      logRetentionDays: 365,
      metrics: 16,
      alarmMetrics: 13,
      compositeAlarms: 2,
      dashboards: 1,
      tracing: true,
      kmsKeys: 1,
      secrets: 1,
    });
    assert.deepEqual(absentFeatures(WATCHED), []);
    assert.equal(of(WATCHED, "eu-west-1").dashboards, 0);
    assert.equal(of(WATCHED, "us-east-1", { streams: [{ name: "a" }, { name: "b" }] }).alarmMetrics, 17);
  });

  it("is less where parts are off", () => {
    const noLog = of({ ...WATCHED, accessLog: false });
    assert.deepEqual([noLog.accessLogBytes, noLog.metrics, noLog.alarmMetrics], [0, 10, 8]);
    const alarms = { ...WATCHED.alarms, silenceMinutes: 0, trafficAnomaly: true };
    assert.equal(of({ ...WATCHED, alarms }).alarmMetrics, 15);
    const streams = [{ name: "a" }, { name: "b", silenceMinutes: 0 }];
    assert.equal(of(WATCHED, "us-east-1", { streams }).alarmMetrics, 16);
    const topicArns = ["arn:aws:sns:eu-west-1:123456789012:on-call"];
    const given = { ...WATCHED, alarms: { ...WATCHED.alarms, topicArns } };
    assert.deepEqual([of(given).kmsKeys, of(given, "eu-west-1").kmsKeys], [1, 0]);
    const none = of({ ...WATCHED, dashboard: false, alarms: { ...WATCHED.alarms, enabled: false } });
    assert.deepEqual([none.metrics, none.alarmMetrics, none.compositeAlarms, none.kmsKeys], [6, 0, 0, 0]);
  });
});
