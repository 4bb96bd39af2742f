import assert from "node:assert/strict";
import { Agent } from "node:https";

import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  GetDashboardCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { NodeHttpHandler } from "@smithy/node-http-handler";

import { createCertificate } from "../../src/certificate";
import { type RunningEndpoint, startEndpoint } from "../../src/endpoint";
import { openTestAccount, REGION, type TestAccount } from "../support/services";

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const DIMENSIONS = { ApiName: "orders", Stage: "prod" };
const ALARM = {
  name: "orders-prod-latency-p99",
  alarmDescription: "Slow.",
  namespace: "AWS/ApiGateway",
  metricName: "Latency",
  dimensions: DIMENSIONS,
  extendedStatistic: "p99",
  period: 60,
  comparisonOperator: "GreaterThanThreshold",
  threshold: 100,
  evaluationPeriods: 2,
  datapointsToAlarm: 1,
  treatMissingData: "notBreaching",
};

describe("CloudWatch for AWS SDKs", () => {
  let account: TestAccount;
  let endpoint: RunningEndpoint;
  let client: CloudWatchClient;

  before(async () => {
    account = openTestAccount();
    const certificate = await createCertificate(Date.now());
    endpoint = await startEndpoint(Object.values(account.services), certificate);
    client = new CloudWatchClient({
      endpoint: `https://127.0.0.1:${endpoint.port}`,
      region: REGION,
      credentials: { accessKeyId: "any", secretAccessKey: "any" },
      requestHandler: new NodeHttpHandler({ httpsAgent: new Agent({ ca: certificate.cert }) }),
      maxAttempts: 1,
    });
    const { provider, services, environment } = account;
    await provider.create("aws:cloudwatch/metricAlarm:MetricAlarm", ALARM);
    await provider.create("aws:cloudwatch/metricAlarm:MetricAlarm", { ...ALARM, name: "another", threshold: 1000 });
    await provider.create("aws:cloudwatch/compositeAlarm:CompositeAlarm", {
      alarmName: "theirs",
      alarmRule: `ALARM("${ALARM.name}")`,
    });
    await provider.create("aws:cloudwatch/dashboard:Dashboard", {
      dashboardName: "orders-prod",
      dashboardBody: '{"widgets":[]}',
    });
    const { metrics, alarms } = services.cloudwatch.cloudWatch;
    const latency = { region: REGION, namespace: "AWS/ApiGateway", name: "Latency", unit: "Milliseconds" };
    for (const [minute, value] of [
      [0, 10],
      [0, 200],
      [1, 30],
      [3, 40],
    ] as const) {
      metrics.put({ ...latency, dimensions: DIMENSIONS, value, timestamp: START + minute * MINUTE });
    }
    metrics.put({ ...latency, dimensions: { ApiName: "orders" }, value: 1, timestamp: START });
    environment.time = START + 4 * MINUTE;
    alarms.evaluate(environment.time);
  });

  after(async () => {
    client.destroy();
    await endpoint.stop();
  });

  const namesOf = (alarms: readonly { AlarmName?: string | undefined }[] = []) =>
    alarms.map(({ AlarmName }) => AlarmName);

  it("describes metric alarms with their state", async () => {
    const { MetricAlarms, CompositeAlarms, NextToken } = await client.send(
      new DescribeAlarmsCommand({ AlarmNamePrefix: "orders-" }),
    );
    assert.deepEqual(CompositeAlarms, []);
    assert.equal(NextToken, undefined);
    const [alarm] = MetricAlarms ?? [];
    assert.deepEqual(namesOf(MetricAlarms), [ALARM.name]);
    assert.equal(alarm?.AlarmArn, `arn:aws:cloudwatch:${REGION}:123456789012:alarm:${ALARM.name}`);
    assert.equal(alarm.StateValue, "OK");
    assert.deepEqual(alarm.StateUpdatedTimestamp, new Date(START + 4 * MINUTE));
    assert.match(String(alarm.StateReason), /^Threshold Crossed: /);
    assert.equal(alarm.ExtendedStatistic, "p99");
    assert.deepEqual(alarm.Dimensions, [
      { Name: "ApiName", Value: "orders" },
      { Name: "Stage", Value: "prod" },
    ]);
    assert.equal(alarm.Threshold, 100);
    assert.equal(alarm.TreatMissingData, "notBreaching");
  });

  it("describes composite alarms only where they are asked for", async () => {
    const { MetricAlarms, CompositeAlarms } = await client.send(
      new DescribeAlarmsCommand({ AlarmTypes: ["CompositeAlarm"] }),
    );
    assert.deepEqual(MetricAlarms, []);
    assert.deepEqual(namesOf(CompositeAlarms), ["theirs"]);
    assert.equal(CompositeAlarms?.[0]?.AlarmRule, `ALARM("${ALARM.name}")`);
  });

  it("describes alarms by state, by name and page by page", async () => {
    const describe = async (input: DescribeAlarmsCommandInput) => client.send(new DescribeAlarmsCommand(input));
    assert.deepEqual(namesOf((await describe({ StateValue: "ALARM" })).MetricAlarms), []);
    assert.deepEqual(namesOf((await describe({ AlarmNames: ["another"] })).MetricAlarms), ["another"]);
    const first = await describe({ MaxRecords: 1 });
    const second = await describe({ MaxRecords: 1, NextToken: first.NextToken });
    assert.deepEqual(
      [first, second].flatMap(({ MetricAlarms }) => namesOf(MetricAlarms)),
      ["another", ALARM.name],
    );
    assert.equal(second.NextToken, undefined);
  });

  it("describes the history of an alarm, the newest first", async () => {
    const { AlarmHistoryItems } = await client.send(
      new DescribeAlarmHistoryCommand({ AlarmName: ALARM.name, HistoryItemType: "StateUpdate" }),
    );
    assert.deepEqual(
      AlarmHistoryItems?.map(({ Timestamp, HistorySummary }) => [Timestamp?.toISOString(), HistorySummary]),
      [
        ["2026-01-01T00:04:00.000Z", "Alarm updated from ALARM to OK"],
        ["2026-01-01T00:01:00.000Z", "Alarm updated from INSUFFICIENT_DATA to ALARM"],
      ],
    );
    const data = JSON.parse(AlarmHistoryItems[0]?.HistoryData ?? "") as { newState: { stateValue: string } };
    assert.equal(data.newState.stateValue, "OK");
  });

  const Metric = {
    Namespace: "AWS/ApiGateway",
    MetricName: "Latency",
    Dimensions: [
      { Name: "Stage", Value: "prod" },
      { Name: "ApiName", Value: "orders" },
    ],
  };

  it("gets metric data", async () => {
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        MetricDataQueries: [
          { Id: "max", MetricStat: { Metric, Period: 60, Stat: "Maximum" } },
          { Id: "p50", MetricStat: { Metric, Period: 120, Stat: "p50", Unit: "Milliseconds" }, Label: "median" },
          { Id: "none", MetricStat: { Metric, Period: 60, Stat: "Sum", Unit: "Count" } },
        ],
        StartTime: new Date(START + 500),
        EndTime: new Date(START + 4 * MINUTE),
        ScanBy: "TimestampAscending",
      }),
    );
    const at = (minute: number) => new Date(START + minute * MINUTE);
    assert.deepEqual(MetricDataResults, [
      { Id: "max", Label: "Latency", Timestamps: [at(0), at(1), at(3)], Values: [200, 30, 40], StatusCode: "Complete" },
      { Id: "p50", Label: "median", Timestamps: [at(0), at(2)], Values: [30, 40], StatusCode: "Complete" },
      { Id: "none", Label: "Latency", Timestamps: [], Values: [], StatusCode: "Complete" },
    ]);
  });

  it("gets statistics of a metric", async () => {
    const { Label, Datapoints } = await client.send(
      new GetMetricStatisticsCommand({
        ...Metric,
        StartTime: new Date(START),
        EndTime: new Date(START + 2 * MINUTE),
        Period: 120,
        Statistics: ["Sum", "SampleCount"],
        ExtendedStatistics: ["p99"],
      }),
    );
    assert.equal(Label, "Latency");
    assert.deepEqual(Datapoints, [
      { Timestamp: new Date(START), Unit: "Milliseconds", Sum: 240, SampleCount: 3, ExtendedStatistics: { p99: 200 } },
    ]);
  });

  it("lists metrics by what they must have", async () => {
    const { Metrics } = await client.send(
      new ListMetricsCommand({ Namespace: "AWS/ApiGateway", Dimensions: [{ Name: "Stage" }] }),
    );
    assert.deepEqual(
      Metrics?.map(({ MetricName, Dimensions }) => [MetricName, Dimensions?.map(({ Value }) => Value)]),
      [["Latency", ["orders", "prod"]]],
    );
    assert.equal((await client.send(new ListMetricsCommand({}))).Metrics?.length, 2);
  });

  it("gets a dashboard", async () => {
    assert.equal(
      (await client.send(new GetDashboardCommand({ DashboardName: "orders-prod" }))).DashboardBody,
      '{"widgets":[]}',
    );
    await assert.rejects(client.send(new GetDashboardCommand({ DashboardName: "gone" })), {
      name: "ResourceNotFound",
      message: "Dashboard gone does not exist",
    });
  });

  const refused: Readonly<Record<string, () => Promise<unknown>>> = {
    "an action that it does not know": () =>
      client.send(new PutMetricDataCommand({ Namespace: "app", MetricData: [{ MetricName: "m", Value: 1 }] })),
    "an expression": () =>
      client.send(
        new GetMetricDataCommand({
          MetricDataQueries: [{ Id: "e", Expression: "m1 / m2" }],
          StartTime: new Date(START),
          EndTime: new Date(START + MINUTE),
        }),
      ),
    "a statistic that is not modelled": () =>
      client.send(
        new GetMetricDataCommand({
          MetricDataQueries: [{ Id: "m", MetricStat: { Metric, Period: 60, Stat: "tm99" } }],
          StartTime: new Date(START),
          EndTime: new Date(START + MINUTE),
        }),
      ),
    "more than 1,440 data points": () =>
      client.send(
        new GetMetricStatisticsCommand({
          ...Metric,
          StartTime: new Date(START),
          EndTime: new Date(START + 1441 * MINUTE),
          Period: 60,
          Statistics: ["Sum"],
        }),
      ),
  };
  for (const [what, send] of Object.entries(refused)) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(send(), (error: Error & { $fault?: string }) => {
        assert.equal(error.$fault, "client", String(error));
        assert.notEqual(error.message, "");
        return true;
      });
    });
  }
});
