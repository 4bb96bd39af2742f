import assert from "node:assert/strict";

import type { Properties } from "../../src/resource";
import type { PublishedMessage } from "../../src/sns/publisher";
import { openTestAccount, REGION } from "../support/services";

const GROUP = "/aws/apigateway/orders-prod/access";
const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

const filter = (changes: Properties = {}): Properties => ({
  name: "refused-records",
  logGroupName: GROUP,
  pattern: '{ ($.status = "400") || ($.status = "413") }',
  metricTransformation: { namespace: "aerospike-kinesis/orders-prod", name: "RefusedRecords", value: "1" },
  ...changes,
});

const alarm = (changes: Properties = {}): Properties => ({
  name: "orders-prod-refused-records",
  namespace: "aerospike-kinesis/orders-prod",
  metricName: "RefusedRecords",
  statistic: "Sum",
  period: 60,
  comparisonOperator: "GreaterThanThreshold",
  threshold: 0,
  evaluationPeriods: 1,
  treatMissingData: "notBreaching",
  ...changes,
});

/** An account with a log group and a topic. */
async function openAccount(topic: Properties = {}) {
  const { provider, services, environment } = openTestAccount();
  const messages: PublishedMessage[] = [];
  services.sns.publisher.onMessage((message) => messages.push(message));
  const { cloudWatch } = services.cloudwatch;
  await provider.create("aws:cloudwatch/logGroup:LogGroup", { name: GROUP });
  const { id: topicArn } = await provider.create("aws:sns/topic:Topic", { name: "alarms", ...topic });
  return {
    provider,
    topicArn,
    messages,
    cloudWatch,
    log: (status: string) => {
      cloudWatch.logs.write(REGION, GROUP, "stream", {
        timestamp: environment.now(),
        message: JSON.stringify({ status }),
      });
    },
    pass: (minutes: number) => {
      environment.time += minutes * 60_000;
      return cloudWatch.alarms.evaluate(environment.time).map(({ name, to }) => `${name} ${to}`);
    },
  };
}

describe("CloudWatch makes of a log line", () => {
  it("a metric, of it an alarm and a composite alarm, and of these messages", async () => {
    const { provider, topicArn, messages, log, pass } = await openAccount();
    await provider.create(FILTER, filter());
    await provider.create(ALARM, alarm({ alarmActions: [topicArn], okActions: [topicArn] }));
    await provider.create(COMPOSITE, {
      alarmName: "theirs",
      alarmRule: "ALARM(orders-prod-refused-records)",
      alarmActions: [topicArn],
    });
    assert.deepEqual(pass(1), ["orders-prod-refused-records OK", "theirs OK"]);
    log("413");
    log("200");
    assert.deepEqual(pass(1), ["orders-prod-refused-records ALARM", "theirs ALARM"]);
    assert.deepEqual(
      messages.map(({ subject, topicArn: arn }) => [subject, arn]),
      [
        ['OK: "orders-prod-refused-records" in EU (Ireland)', topicArn],
        ['ALARM: "orders-prod-refused-records" in EU (Ireland)', topicArn],
        ['ALARM: "theirs" in EU (Ireland)', topicArn],
      ],
    );
  });

  it("a metric in the region of its log group, by the filters as they are at that time", async () => {
    const { provider, cloudWatch, log } = await openAccount();
    const { id, outputs } = await provider.create(FILTER, filter());
    log("400");
    await provider.update(FILTER, id, filter({ pattern: '{ $.status = "403" }' }), outputs);
    log("400");
    log("403");
    await provider.delete(FILTER, id, outputs);
    log("403");
    const metric = { namespace: "aerospike-kinesis/orders-prod", name: "RefusedRecords", dimensions: {} };
    assert.deepEqual(cloudWatch.metrics.list(REGION), [metric]);
    const from = Date.UTC(2026, 0, 1);
    assert.equal(cloudWatch.metrics.valuesBetween({ region: REGION, ...metric }, from, from + 60_000).sum, 2);
  });

  it("a default value, where the filter has one", async () => {
    const { provider, cloudWatch, log } = await openAccount();
    const metricTransformation = { namespace: "app", name: "Refused", value: "1", defaultValue: "0", unit: "Count" };
    await provider.create(FILTER, filter({ metricTransformation }));
    log("200");
    log("400");
    const from = Date.UTC(2026, 0, 1);
    const metric = { region: REGION, namespace: "app", name: "Refused", dimensions: {}, unit: "Count" };
    const values = cloudWatch.metrics.valuesBetween(metric, from, from + 60_000);
    assert.deepEqual([values.sum, values.sampleCount], [1, 2]);
  });

  it("no message where the topic does not let CloudWatch publish, and the history says so", async () => {
    const { provider, topicArn, messages, cloudWatch, log, pass } = await openAccount({
      kmsMasterKeyId: "alias/aws/sns",
    });
    await provider.create(FILTER, filter());
    await provider.create(ALARM, alarm({ alarmActions: [topicArn, `${topicArn}-gone`] }));
    log("400");
    pass(1);
    assert.deepEqual(messages, []);
    assert.deepEqual(
      cloudWatch.alarms.history.in(REGION).map(({ summary }) => summary),
      [
        "Alarm updated from INSUFFICIENT_DATA to ALARM",
        `Failed to execute action ${topicArn}. Received error: 'CloudWatch Alarms does not have authorization to access the ` +
          "SNS topic encryption key.'",
        `Failed to execute action ${topicArn}-gone. Received error: 'Topic does not exist'`,
      ],
    );
  });
});

describe("CloudWatch refuses", () => {
  it("a metric filter with a pattern that it cannot read", async () => {
    const { provider } = await openAccount();
    const created = provider.create(FILTER, filter({ pattern: "{ $.status == 400 }" }));
    await assert.rejects(created, /InvalidParameterException: Invalid metric filter pattern/);
  });

  it("a composite alarm of an alarm that does not exist, and one with a rule that it cannot read", async () => {
    const { provider } = await openAccount();
    const create = (alarmRule: string) => provider.create(COMPOSITE, { alarmName: "ours", alarmRule });
    await assert.rejects(create("ALARM(gone)"), /ValidationError: Could not save the composite alarm/);
    await assert.rejects(create("ALARM(gone"), /ValidationError: AlarmRule/);
  });

  it("to delete an alarm that a composite alarm asks for", async () => {
    const { provider } = await openAccount();
    const { id, outputs } = await provider.create(ALARM, alarm());
    const rule = { alarmName: "ours", alarmRule: `ALARM(${id})` };
    const composite = await provider.create(COMPOSITE, rule);
    await assert.rejects(provider.delete(ALARM, id, outputs), /Cannot delete .* composite alarm\(s\) depending on it/);
    await provider.delete(COMPOSITE, composite.id, composite.outputs);
    await provider.delete(ALARM, id, outputs);
  });
});
