import assert from "node:assert/strict";

import {
  type AlarmState,
  createMetricStore,
  evaluateMetricAlarm,
  MetricAlarmInputs,
} from "@aerospike-kinesis/local-aws/testing";

import { Pipeline } from "../../../components/pipeline";
import { parseSettings } from "../../../config/parse";
import { record } from "../../support/record";

const REGION = "ap-south-1";
const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 28, 12);
const POSTS = { ApiName: "orders-dev", Stage: "dev", Resource: "/kinesis", Method: "POST" };

/** A minute of requests. */
interface Traffic {
  readonly requests: number;
  readonly failed: number;
}

describe("the alarm server-errors, as the local AWS evaluates it", () => {
  let alarm: MetricAlarmInputs;

  before(async () => {
    const { regions, ...settings } = parseSettings("dev", { service: "orders", regions: [REGION] });
    const { resources } = await record(() => new Pipeline("p", { ...settings, region: regions[0]! }));
    const found = resources.find(({ inputs }) => inputs.name === "orders-dev-server-errors");
    // The topic's ARN is Pulumi's mocks' own.
    alarm = MetricAlarmInputs.parse({ ...found?.inputs, alarmActions: [], okActions: [] });
  });

  /** Evaluates the alarm at the end of each minute. @returns whether it went off */
  function goesOffAfter(minutes: readonly Traffic[]): boolean {
    const metrics = createMetricStore();
    const put = metrics.recorderOf({
      region: REGION,
      namespace: "AWS/ApiGateway",
      name: "5XXError",
      dimensions: POSTS,
      unit: "Count",
    });
    let state: AlarmState = "INSUFFICIENT_DATA";
    return minutes.some(({ requests, failed }, minute) => {
      const timestamp = START + minute * MINUTE;
      for (let index = 0; index < requests; index += 1) put(index < failed ? 1 : 0, timestamp);
      state = evaluateMetricAlarm(alarm, metrics, state, timestamp + MINUTE)?.state ?? state;
      return state === "ALARM";
    });
  }

  const tenMinutes = (traffic: Traffic): readonly Traffic[] => Array.from({ length: 10 }, () => traffic);

  for (const [what, traffic, goesOff] of [
    ["one failure of twenty requests a minute", { requests: 20, failed: 1 }, false],
    ["two failures of twenty", { requests: 20, failed: 2 }, false],
    ["one failure of two, which was sent again", { requests: 2, failed: 1 }, false],
    ["three failures of twenty", { requests: 20, failed: 3 }, true],
    ["three failures of sixty-one, less than 5 percent", { requests: 61, failed: 3 }, false],
    ["five per cent of a thousand", { requests: 1000, failed: 50 }, true],
    ["nothing but a failure a minute: an outage", { requests: 1, failed: 1 }, true],
  ] as const) {
    it(`${goesOff ? "goes off" : "stays quiet"} with ${what}`, () => {
      assert.equal(goesOffAfter(tenMinutes(traffic)), goesOff);
    });
  }

  it("stays quiet with an outage of four minutes", () => {
    const minutes = tenMinutes({ requests: 20, failed: 0 }).with(0, { requests: 20, failed: 20 });
    const outage = { requests: 20, failed: 20 };
    assert.equal(goesOffAfter(minutes.with(1, outage).with(2, outage).with(3, outage)), false);
  });
});
