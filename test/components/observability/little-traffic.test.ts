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

const STATISTICS = { region: REGION, unit: "Count" } as const;
/** How a minute's requests went. */
interface Traffic {
  readonly requests: number;
  readonly refused: number;
}

/** A metric that gets a value for each request of a minute, as {@link Traffic} says. */
interface Counted {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly counts: (isRefused: boolean) => boolean;
}

let built: readonly Recorded[];
before(async () => {
  const { regions } = parseSettings("dev", { service: "orders", regions: [REGION] });
  const { resources } = await record(() => new Pipeline("p", regions[0]!));
  built = resources;
});

/** Evaluates an alarm of the stage at the end of each minute. @returns whether it went off */
function goesOff(key: string, counted: readonly Counted[], minutes: readonly Traffic[]): boolean {
  const found = built.find(({ inputs }) => inputs.name === `orders-dev-${key}`);
  // The topic's ARN is Pulumi's mocks' own.
  const alarm = MetricAlarmInputs.parse({ ...found?.inputs, alarmActions: [], okActions: [] });
  const metrics = createMetricStore();
  const recorders = counted.map(({ counts, ...metric }) => ({
    counts,
    put: metrics.recorderOf({ ...STATISTICS, ...metric }),
  }));
  let state: AlarmState = "INSUFFICIENT_DATA";
  return minutes.some(({ requests, refused }, minute) => {
    const timestamp = START + minute * MINUTE;
    for (let index = 0; index < requests; index += 1) {
      for (const { counts, put } of recorders) put(counts(index < refused) ? 1 : 0, timestamp);
    }
    state = evaluateMetricAlarm(alarm, metrics, state, timestamp + MINUTE)?.state ?? state;
    return state === "ALARM";
  });
}

const tenMinutes = (requests: number, refused: number): readonly Traffic[] =>
  Array.from({ length: 10 }, () => ({ requests, refused }));

describe("the alarm server-errors, as the local AWS evaluates it", () => {
  const failures: Counted = {
    namespace: "AWS/ApiGateway",
    name: "5XXError",
    dimensions: POSTS,
    counts: (isRefused) => isRefused,
  };

  for (const [what, requests, failed, expected] of [
    ["one failure of twenty requests a minute", 20, 1, false],
    ["two failures of twenty", 20, 2, false],
    ["one failure of two, which was sent again", 2, 1, false],
    ["three failures of twenty", 20, 3, true],
    ["three failures of sixty-one, less than 5 percent", 61, 3, false],
    ["five per cent of a thousand", 1000, 50, true],
    ["nothing but a failure a minute: an outage", 1, 1, true],
  ] as const) {
    it(`${expected ? "goes off" : "stays quiet"} with ${what}`, () => {
      assert.equal(goesOff("server-errors", [failures], tenMinutes(requests, failed)), expected);
    });
  }

  it("stays quiet with an outage of four minutes", () => {
    const minutes = tenMinutes(20, 0).map((minute, index) => (index < 4 ? { requests: 20, refused: 20 } : minute));
    assert.equal(goesOff("server-errors", [failures], minutes), false);
  });
});

describe("the alarms on keys, as the local AWS evaluates them", () => {
  const log = { namespace: "aerospike-kinesis/orders-dev", dimensions: {} };
  const counted: readonly Counted[] = [
    { ...log, name: "KeyTrouble", counts: (isRefused) => isRefused },
    { ...log, name: "StoredRecords", counts: (isRefused) => !isRefused },
  ];

  for (const [what, requests, refused, isPage] of [
    ["a stranger who tries once a minute, beside few records", 6, 1, false],
    ["a stranger who tries ten times a minute, beside many records", 1000, 10, false],
    ["a connector of ten that has a wrong key", 1000, 100, true],
    ["every request, one a minute", 1, 1, true],
    ["every request", 100, 100, true],
  ] as const) {
    it(`${isPage ? "wake somebody" : "wait until tomorrow"} with ${what}`, () => {
      assert.equal(goesOff("key-trouble", counted, tenMinutes(requests, refused)), isPage);
      assert.equal(goesOff("refused-keys", counted, tenMinutes(requests, refused)), true);
    });
  }

  it("stay quiet where no key is refused, and with a few refusals that end", () => {
    const short = tenMinutes(20, 0).map((minute, index) => (index < 4 ? { requests: 20, refused: 20 } : minute));
    for (const minutes of [tenMinutes(20, 0), short]) {
      for (const key of ["key-trouble", "refused-keys"]) assert.equal(goesOff(key, counted, minutes), false);
    }
  });
});
