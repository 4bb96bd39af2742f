import assert from "node:assert/strict";

import type { Properties } from "../../src/resource";
import { openTestAccount, REGION } from "../support/services";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";

const filter = (changes: Properties = {}, transformation: Properties = {}): Properties => ({
  name: "refused",
  logGroupName: "/access",
  pattern: '{ $.status = "400" }',
  metricTransformation: { name: "Refused", namespace: "app", value: "1", ...transformation },
  ...changes,
});

const alarm = (changes: Properties = {}): Properties => ({
  name: "errors",
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 1,
  metricName: "Errors",
  namespace: "app",
  period: 60,
  statistic: "Sum",
  threshold: 0,
  ...changes,
});

const query = (changes: Properties = {}): Properties => ({
  id: "m1",
  metric: { metricName: "Errors", namespace: "app", period: 60, stat: "Sum" },
  returnData: true,
  ...changes,
});

const ofQueries = (metricQueries: readonly Properties[], changes: Properties = {}): Properties => ({
  name: "errors",
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 1,
  threshold: 1,
  metricQueries,
  ...changes,
});

const body = (widget: Properties): string => JSON.stringify({ widgets: [widget] });

describe("the types of CloudWatch", () => {
  it("have the ARNs of AWS", async () => {
    const { provider } = openTestAccount();
    const arnOf = async (type: string, inputs: Properties, name = "arn"): Promise<unknown> =>
      (await provider.create(type, inputs)).outputs[name];
    assert.deepEqual(
      [
        await arnOf(GROUP, { name: "/access" }),
        await arnOf(ALARM, alarm({ region: "cn-north-1" })),
        await arnOf(COMPOSITE, { alarmName: "ours", alarmRule: "TRUE" }),
        await arnOf(DASHBOARD, { dashboardName: "all", dashboardBody: '{"widgets":[]}' }, "dashboardArn"),
      ],
      [
        "arn:aws:logs:eu-west-1:123456789012:log-group:/access",
        "arn:aws-cn:cloudwatch:cn-north-1:123456789012:alarm:errors",
        "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:ours",
        "arn:aws:cloudwatch::123456789012:dashboard/all",
      ],
    );
  });

  it("are each of one region", async () => {
    const { provider, services } = openTestAccount();
    await provider.create(GROUP, { name: "/access" });
    await provider.create(GROUP, { name: "/access", region: "ap-south-1" });
    assert.equal(await provider.read(GROUP, "/access", { region: "us-east-1" }, {}), undefined);
    await provider.delete(GROUP, "/access", { region: "ap-south-1" });
    assert.notEqual(services.cloudwatch.cloudWatch.logs.findGroup(REGION, "/access"), undefined);
  });

  const REFUSED: readonly (readonly [what: string, type: string, inputs: Properties, message: RegExp])[] = [
    [
      "a retention of 2 days",
      GROUP,
      { name: "/x", retentionInDays: 2 },
      /retentionInDays: expected one of 0 .*3653, got 2/,
    ],
    ["a log group of AWS's own", GROUP, { name: "aws/x" }, /name: expected a name that does not begin with aws\//],
    ["a log group's name with a space", GROUP, { name: "a b" }, /name: expected 1 to 512 letters/],
    [
      "a log group's key by its alias",
      GROUP,
      { name: "/x", kmsKeyId: "alias/logs" },
      /kmsKeyId: expected the ARN of a key/,
    ],
    [
      "a log group's key that does not exist",
      GROUP,
      { name: "/x", kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/none" },
      /The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:eu-west-1:123456789012:log-group:\/x'/,
    ],
    ["a log group twice", GROUP, { name: "/access" }, /ResourceAlreadyExistsException/],
    ["a filter of no log group", FILTER, filter({ logGroupName: "/none" }), /The specified log group does not exist/],
    ["a pattern above 1024 characters", FILTER, filter({ pattern: "x".repeat(1025) }), /pattern: .*1024/],
    [
      "a metric's name with a dollar sign",
      FILTER,
      filter({}, { name: "$x" }),
      /metricTransformation.name: expected a text without/,
    ],
    [
      "a value that is neither number nor field",
      FILTER,
      filter({}, { value: "one" }),
      /metricTransformation.value: expected a number or/,
    ],
    [
      "a default value beside dimensions",
      FILTER,
      filter({}, { defaultValue: "0", dimensions: { status: "$.status" } }),
      /metricTransformation: expected a defaultValue or dimensions, not both/,
    ],
    ["a unit that is none", FILTER, filter({}, { unit: "Records" }), /metricTransformation.unit/],
    ["a period of 90 seconds", ALARM, alarm({ period: 90 }), /period: expected 10, 20, 30, or a multiple of 60/],
    ["a statistic of its own", ALARM, alarm({ statistic: "Median" }), /statistic/],
    ["two statistics", ALARM, alarm({ extendedStatistic: "p99" }), /one of statistic and extendedStatistic/],
    ["no statistic", ALARM, alarm({ statistic: undefined }), /one of statistic and extendedStatistic/],
    [
      "a percentile above 100",
      ALARM,
      alarm({ statistic: undefined, extendedStatistic: "p101" }),
      /extendedStatistic: expected/,
    ],
    ["an operator that is none", ALARM, alarm({ comparisonOperator: ">" }), /comparisonOperator/],
    ["missing data treated otherwise", ALARM, alarm({ treatMissingData: "ok" }), /treatMissingData/],
    [
      "more datapoints than periods",
      ALARM,
      alarm({ datapointsToAlarm: 2 }),
      /datapointsToAlarm must be at most evaluationPeriods, 1, got 2/,
    ],
    [
      "more than a day of minutes",
      ALARM,
      alarm({ evaluationPeriods: 1441 }),
      /Metrics cannot be checked across more than a day \(EvaluationPeriods \* Period must be <= 86400\)\./,
    ],
    ["more than a week of hours", ALARM, alarm({ evaluationPeriods: 169, period: 3600 }), /more than 7 days.*604800/],
    [
      "a topic of another region",
      ALARM,
      alarm({ alarmActions: ["arn:aws:sns:us-east-1:123456789012:t"] }),
      /Invalid region us-east-1 specified\. Only eu-west-1 is supported\./,
    ],
    ["an action that is no ARN", ALARM, alarm({ okActions: ["topic"] }), /okActions.0: expected an ARN/],
    [
      "no metric",
      ALARM,
      alarm({ metricName: undefined, period: undefined }),
      /metricName is required .*; period is required/,
    ],
    [
      "a band's operator without a band",
      ALARM,
      alarm({ comparisonOperator: "GreaterThanUpperThreshold" }),
      /needs a thresholdMetricId/,
    ],
    [
      "queries beside a metric",
      ALARM,
      ofQueries([query()], { metricName: "Errors" }),
      /metricName must not be set beside metricQueries/,
    ],
    [
      "queries that return nothing",
      ALARM,
      ofQueries([query({ returnData: false })]),
      /exactly one of the metricQueries must return data, got 0/,
    ],
    [
      "a band that does not return data",
      ALARM,
      ofQueries(
        [
          query(),
          query({ id: "band", metric: undefined, expression: "ANOMALY_DETECTION_BAND(m1)", returnData: false }),
        ],
        {
          threshold: undefined,
          thresholdMetricId: "band",
          comparisonOperator: "GreaterThanUpperThreshold",
        },
      ),
      /Exactly two elements of the metrics list should return data/,
    ],
    [
      "a threshold's id that no query has",
      ALARM,
      ofQueries([query(), query({ id: "other" })], {
        threshold: undefined,
        thresholdMetricId: "band",
        comparisonOperator: "GreaterThanUpperThreshold",
      }),
      /must contain exactly one metric matching the ThresholdMetricId/,
    ],
    [
      "metric math that is not modelled",
      ALARM,
      ofQueries([query({ returnData: false }), query({ id: "rate", metric: undefined, expression: "RATE(m1)" })]),
      /does not model RATE/,
    ],
    [
      "a query of both kinds",
      ALARM,
      ofQueries([query({ expression: "m2" })]),
      /metricQueries.0: expected an expression or a metric/,
    ],
    [
      "a query's id with a capital first",
      ALARM,
      ofQueries([query({ id: "M1" })]),
      /metricQueries.0.id: expected letters/,
    ],
    [
      "a composite's rule above 10240 characters",
      COMPOSITE,
      { alarmName: "x", alarmRule: "x".repeat(10_241) },
      /alarmRule/,
    ],
    [
      "a composite's topic of another region",
      COMPOSITE,
      { alarmName: "x", alarmRule: "TRUE", alarmActions: ["arn:aws:sns:us-east-1:123456789012:t"] },
      /Invalid region us-east-1/,
    ],
    [
      "a dashboard that is no JSON",
      DASHBOARD,
      { dashboardName: "x", dashboardBody: "{" },
      /DashboardBody must be a valid JSON object/,
    ],
    [
      "a dashboard without widgets",
      DASHBOARD,
      { dashboardName: "x", dashboardBody: "{}" },
      /1 validation errors: \/widgets/,
    ],
    [
      "a widget beyond the grid",
      DASHBOARD,
      { dashboardName: "x", dashboardBody: body({ type: "metric", width: 25, properties: {} }) },
      /\/widgets\/0\/width/,
    ],
    [
      "a dashboard's name with a space",
      DASHBOARD,
      { dashboardName: "a b", dashboardBody: "{}" },
      /dashboardName: expected/,
    ],
  ];
  for (const [what, type, inputs, message] of REFUSED) {
    it(`refuse ${what}`, async () => {
      const { provider } = openTestAccount();
      await provider.create(GROUP, { name: "/access" });
      await assert.rejects(provider.create(type, inputs), message);
    });
  }

  it("take an anomaly alarm: a metric, its band, and both returned", async () => {
    const { provider } = openTestAccount();
    const band = { id: "band", expression: "ANOMALY_DETECTION_BAND(m1, 2)", returnData: true };
    const { outputs } = await provider.create(
      ALARM,
      ofQueries([query(), band], {
        threshold: undefined,
        thresholdMetricId: "band",
        comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
      }),
    );
    assert.equal(outputs.thresholdMetricId, "band");
  });

  it("keep a log group with deletion protection, and one that is to stay", async () => {
    const { provider, services } = openTestAccount();
    const { id, outputs } = await provider.create(GROUP, { name: "/kept", deletionProtectionEnabled: true });
    await assert.rejects(provider.delete(GROUP, id, outputs), /deletion protection/);
    const stays = await provider.create(GROUP, { name: "/stays", skipDestroy: true });
    await provider.delete(GROUP, stays.id, stays.outputs);
    assert.deepEqual(
      services.cloudwatch.cloudWatch.logs.groupsOf(REGION).map(({ name }) => name),
      ["/kept", "/stays"],
    );
  });
});
