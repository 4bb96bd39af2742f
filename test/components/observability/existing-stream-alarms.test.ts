import assert from "node:assert/strict";

import {
  type AlarmState,
  createMetricStore,
  evaluateMetricAlarm,
  MetricAlarmInputs,
} from "@aerospike-kinesis/local-aws/testing";

import { Pipeline } from "../../../components/pipeline";
import { parseSettings } from "../../../config/parse";
import { record, type Recorded } from "../../support/record";

const REGION = "ap-south-1";
const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 28, 12);
const POSTS = { ApiName: "orders-dev", Stage: "dev", Resource: "/kinesis", Method: "POST" };

/** What comes in a minute. */
interface Traffic {
  /** Answered 200. */
  readonly stored: number;
  readonly refused?: number;
  readonly failed?: number;
  /** Stored in the stream by others. */
  readonly others?: number;
}

async function built(streams: readonly unknown[]): Promise<readonly Recorded[]> {
  const { regions } = parseSettings("dev", {
    service: "orders",
    regions: [REGION],
    streams,
    observability: { accessLog: false, alarms: { silenceMinutes: 3, trafficAnomaly: true } },
  });
  return (await record(() => new Pipeline("p", regions[0]!))).resources;
}

const alarmNamed = (resources: readonly Recorded[], name: string) => {
  const found = resources.find(({ inputs }) => inputs.name === name);
  assert.ok(found, name);
  return found.inputs;
};

/** The states of an alarm at the end of each minute. */
function statesOf(inputs: Recorded["inputs"], minutes: readonly Traffic[]): readonly AlarmState[] {
  // The topic's ARN is Pulumi's mocks' own.
  const alarm = MetricAlarmInputs.parse({ ...inputs, alarmActions: [], okActions: [] });
  const metrics = createMetricStore();
  const put = (namespace: string, name: string, dimensions: Readonly<Record<string, string>>) =>
    metrics.recorderOf({ region: REGION, unit: "Count", namespace, name, dimensions });
  const incoming = put("AWS/Kinesis", "IncomingRecords", { StreamName: "shared" });
  const [count, refusals, failures] = ["Count", "4XXError", "5XXError"].map((name) =>
    put("AWS/ApiGateway", name, POSTS),
  );
  let state: AlarmState = "INSUFFICIENT_DATA";
  return minutes.map(({ stored, refused = 0, failed = 0, others = 0 }, minute) => {
    const at = START + minute * MINUTE;
    for (let index = 0; index < stored + others; index += 1) incoming(1, at);
    for (let index = 0; index < stored + refused + failed; index += 1) {
      count!(1, at);
      refusals!(index < refused ? 1 : 0, at);
      failures!(index >= refused && index < refused + failed ? 1 : 0, at);
    }
    state = evaluateMetricAlarm(alarm, metrics, state, at + MINUTE)?.state ?? state;
    return state;
  });
}

const minutes = (number: number, traffic: Traffic): readonly Traffic[] => Array.from({ length: number }, () => traffic);

describe("the alarm silence of an existing stream, as the local AWS evaluates it", () => {
  let silence: Recorded["inputs"];
  before(async () => {
    silence = alarmNamed(await built([{ name: "shared", existing: true }]), "orders-dev-silence-shared");
  });

  it("goes off when the stage stores nothing, however much others write", () => {
    const states = statesOf(silence, [
      ...minutes(4, { stored: 5, others: 5 }),
      ...minutes(5, { stored: 0, others: 50 }),
    ]);
    assert.deepEqual([states[3], states.at(-1)], ["OK", "ALARM"]);
  });

  it("goes off when the API refuses every record, or fails", () => {
    const refusing = statesOf(silence, [
      ...minutes(4, { stored: 5 }),
      ...minutes(5, { stored: 0, refused: 2, failed: 3, others: 1 }),
    ]);
    assert.deepEqual([refusing[3], refusing.at(-1)], ["OK", "ALARM"]);
  });

  it("stays quiet while the stage stores a record a minute beside refusals, and ends when it stores again", () => {
    assert.ok(!statesOf(silence, minutes(9, { stored: 1, refused: 4, failed: 4 })).includes("ALARM"));
    const states = statesOf(silence, [...minutes(4, { stored: 0, others: 3 }), ...minutes(2, { stored: 1 })]);
    assert.deepEqual([states[3], states.at(-1)], ["ALARM", "OK"]);
  });

  it("says whose records count, as do the other alarms of such a stream", async () => {
    const resources = await built([{ name: "shared", existing: true }, { name: "own" }]);
    const textOf = (name: string): string => String(alarmNamed(resources, name).alarmDescription);
    assert.match(
      textOf("orders-dev-silence-shared"),
      /this stage stored no record.*where the stage has no other stream/,
    );
    assert.doesNotMatch(textOf("orders-dev-silence-own"), /other writers/);
    for (const key of ["kinesis-write-throttled", "put-record-failed", "traffic-anomaly"]) {
      assert.match(textOf(`orders-dev-${key}-shared`), /The stream's other writers count, too\./);
      assert.doesNotMatch(textOf(`orders-dev-${key}-own`), /other writers/);
    }
  });
});
