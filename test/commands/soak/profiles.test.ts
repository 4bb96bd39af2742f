import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import type { Cause } from "@aerospike-kinesis/esp-simulator";
import { startConnector } from "@aerospike-kinesis/esp-simulator";
import { makeTemporaryDirectory } from "@aerospike-kinesis/test-support";
import { Agent, request } from "undici";

import { deployTarget } from "../../../commands/soak/deploy-target";
import { readFlags } from "../../../commands/soak/flags";
import { type Profile, PROFILES } from "../../../commands/soak/profiles";
import { exitCodeOf, type ProfileReport } from "../../../commands/soak/report";
import type { SoakTarget } from "../../../commands/soak/target";
import { createWorkload } from "../../../commands/soak/workload";
import { isSound, RECORDS, SOAK_OPTIONS, soakOne } from "../../support/soak";
import { MET } from "./met";

/** A soak's command line. */
const FLAGS = { records: "120", seconds: "60", instances: "2", store: "memory", seed: "1" };

const ONE = { name: "one", records: 1, keys: 1, deletes: false, hotShare: 0, seed: 1, startsAt: 1_700_000_000_000 };

/** What a profile must have come to beside its causes, or it would prove nothing. */
const SHOWN: Readonly<Record<string, (report: ProfileReport) => boolean>> = {
  "hot-partition-key": ({ throttledShards }) => Object.keys(throttledShards).length === 1,
  "throttled-partitions": ({ throttledPartitions }) => throttledPartitions > 0,
  "xdr-timeout": ({ late, stalledPartitions }) => late > 0 && stalledPartitions > 0,
  "gateway-restart": ({ struck }) => struck["gateway-restart"] === 2,
  "stream-deleted": ({ retries, struck }) => (retries["HTTP 502"] ?? 0) >= 10 && struck["stream-deleted"] === 1,
};

/** Profiles in which a record is stored and its acknowledgement does not arrive. */
const DUPLICATING = [
  "reset-after-stored",
  "flat-json",
  "message-pack",
  "answered-too-late",
  "gateway-reset-after",
  "gateway-too-late",
];

/** Three failures of a minute, which server-errors needs, are there in half of ten minutes only with enough requests. */
const FIFTHS = ["InternalFailure", "garbage"];
const TENTHS = [
  ...["reset-before-stored", "reset-after-stored", "answered-too-late", "stored-too-late", "flat-json", "message-pack"],
  ...["everything", "everything-by-record"],
];
const recordsOf = (name: string): number => {
  // Each of its faults must come twice, by chance.
  if (name === "few-failures") return 300;
  // Two failures of a hundred stay below five only in many requests.
  if (name === "rare-failures") return 1000;
  if (TENTHS.includes(name)) return 600;
  return FIFTHS.includes(name) ? 300 : RECORDS;
};

/** What a busy machine can add to any profile. */
const TIMEOUTS: readonly Cause[] = ["call-timeout", "xdr-timeout", "HTTP 504"];

/** Profiles in which nothing is stored once somebody has given up on it: no copy stands behind a newer version. */
const IN_ORDER = [
  ...["calm", "ProvisionedThroughputExceeded", "LimitExceeded", "KMSThrottling", "KMSDisabled", "KMSAccessDenied"],
  ...["AccessDenied", "ResourceNotFound", "InternalFailure", "plan-throttled", "key-not-spread", "hot-partition-key"],
];

describe("a soak of the pipeline as the real engine deploys it", function () {
  this.timeout(240_000);
  let target: SoakTarget;
  const ends: (() => Promise<void>)[] = [];

  before(async () => {
    const directory = await makeTemporaryDirectory();
    ends.push(() => rm(directory, { recursive: true, force: true }));
    target = await deployTarget({
      store: "memory",
      seed: 1,
      directory,
      signal: SOAK_OPTIONS.signal,
      timeouts: { integrationTimeoutMs: 700, callTimeoutMs: 1000 },
      progress: { step: (_label, run) => run(), detail: () => undefined },
      onStarted: (end) => ends.unshift(end),
    });
  });
  after(async () => {
    for (const end of ends) await end();
  });

  for (const profile of PROFILES.filter(({ name }) => name !== "redeployment")) {
    it(`loses nothing in profile ${profile.name}`, async () => {
      const report = await soakOne(target, profile, { records: recordsOf(profile.name) });
      assert.equal(report.lost, 0);
      assert.equal(report.altered, 0);
      assert.equal(report.undelivered, 0);
      assert.ok(report.sent >= RECORDS);
      assert.equal(report.acknowledged, report.sent);
      assert.equal(report.stored, report.sent);
      assert.equal(report.droppable, report.duplicates);
      assert.equal(report.stale, 0);
      assert.ok(isSound(report));
      // Of fifteen faults at a few per cent, some do not strike so few records.
      if (!profile.name.startsWith("everything")) assert.deepEqual(report.unmet, []);
      if (IN_ORDER.includes(profile.name) && !TIMEOUTS.some((cause) => report.retries[cause])) {
        assert.equal(report.outOfOrder, 0);
      }
      assert.ok(SHOWN[profile.name]?.(report) ?? true, JSON.stringify(report));
      const met = Object.keys({ ...report.struck, ...report.retries });
      for (const expected of MET[profile.name] ?? []) {
        assert.ok(met.includes(expected), `it met ${met.join(", ")}, not ${expected}`);
      }
      assert.deepEqual(report.alarms.quiet, [], JSON.stringify(report.alarms));
      if (!TIMEOUTS.some((cause) => report.retries[cause])) assert.deepEqual(report.alarms.falseAlarms, []);
      if (DUPLICATING.includes(profile.name)) assert.ok(report.duplicates > 0, "each is sent again, so stored twice");
    });
  }

  it("fails where an alarm goes off in a profile in which nothing is wrong", async () => {
    const report = await soakOne(target, { name: "calm", faults: () => [{ fault: "AccessDenied", count: 60 }] });
    assert.ok(isSound(report));
    assert.deepEqual(report.alarms.falseAlarms, ["server-errors", "ours"]);
    assert.equal(exitCodeOf([report]), 1);
  });

  it("fails where the promised alarm stays quiet", async () => {
    const report = await soakOne(target, { name: "AccessDenied", faults: () => [{ fault: "AccessDenied", count: 4 }] });
    assert.ok(isSound(report));
    assert.deepEqual(report.alarms.quiet, ["server-errors", "ours"]);
    assert.equal(exitCodeOf([report]), 1);
  });

  it("ends its faults when the time is over, whatever garbage is collected meanwhile", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const clock = setTimeout(collect, 200);
    try {
      const always: Profile = { name: "always", faults: () => [{ fault: "AccessDenied" }] };
      const report = await soakOne(target, always, { faultsMs: 500 });
      assert.ok(isSound(report), JSON.stringify(report));
      assert.ok((report.struck.AccessDenied ?? 0) > 0);
    } finally {
      clearTimeout(clock);
    }
  });

  it("reports shards that had to refuse records and refused none", async () => {
    const report = await soakOne(target, { name: "wide", shardRate: () => 1 });
    assert.deepEqual([isSound(report), report.unmet], [true, ["shard-rate"]]);
  });

  it("reports no unmet limit of shards for rules, which set none", async () => {
    const [rule] = readFlags({ ...FLAGS, faults: "AccessDenied:count=20" }).profiles;
    const report = await soakOne(target, rule!);
    assert.deepEqual([isSound(report), report.struck, report.unmet], [true, { AccessDenied: 20 }, []]);
  });

  for (const faults of ["hot-partition-key", "AccessDenied:count=20,hot-partition-key"]) {
    it(`calls nothing unmet where --shard-rate lifts the limit of ${faults}`, async () => {
      const [profile] = readFlags({ ...FLAGS, faults }).profiles;
      const report = await soakOne(target, profile!, { shardRate: 2 });
      assert.deepEqual([isSound(report), report.throttledShards, report.unmet], [true, {}, []]);
    });
  }

  it("reports a limit of shards from the command line that refuses nothing", async () => {
    const report = await soakOne(target, { name: "narrow" }, { records: 3, shardRate: 0.9 });
    assert.deepEqual([isSound(report), report.unmet], [true, ["shard-rate"]]);
  });

  it("reports a fault that came less often than it had to", async () => {
    const rare: Profile = { name: "rare", faults: () => [{ fault: "garbage", rate: 0.1, count: 1000 }] };
    const report = await soakOne(target, rare);
    assert.deepEqual([isSound(report), report.unmet], [true, ["garbage"]]);
  });

  it("answers the health check while every record is refused for its key", async () => {
    const [destination] = (await target.configuration()).destinations;
    const dispatcher = new Agent({ connect: { ca: target.aws.ca } });
    const ask = (method: "GET" | "POST") =>
      request(destination!.urls[0]!, { dispatcher, method, headers: destination!.additionalHeaders });
    try {
      for (const [fault, status] of [
        ["key-not-spread", 403],
        ["plan-throttled", 429],
      ] as const) {
        target.trouble.faults.set([{ fault }]);
        assert.deepEqual([(await ask("POST")).statusCode, (await ask("GET")).statusCode], [status, 200]);
      }
    } finally {
      target.trouble.faults.set([]);
      await dispatcher.destroy();
    }
  });

  it("takes records for a stream more while one is deployed, and refuses them again after the second change", async () => {
    const answers: number[] = [];
    const observed: SoakTarget = {
      ...target,
      change: async (changes) => {
        await target.change(changes);
        answers.push(await postTo("soak_2"));
      },
    };
    const report = await soakOne(
      observed,
      PROFILES.find(({ name }) => name === "redeployment")!,
    );
    assert.deepEqual(answers, [200, 400]);
    assert.ok(isSound(report));
    const met = Object.keys({ ...report.struck, ...report.retries });
    for (const expected of MET.redeployment ?? []) assert.ok(met.includes(expected), expected);
  });

  /** One record for a stream, with the configuration as it is now, sent again while the plan's narrow throttle refuses it. */
  async function postTo(stream: string): Promise<number> {
    const configuration = await target.configuration();
    const destinations = configuration.destinations.map((destination) => ({
      ...destination,
      additionalHeaders: { ...destination.additionalHeaders, streamname: stream },
    }));
    const connector = startConnector({ configuration: { ...configuration, destinations }, ca: target.aws.ca });
    try {
      for (;;) {
        const { status } = await connector.ship(createWorkload(ONE).at(0));
        if (status !== undefined && status !== 429) return status;
        await delay(50);
      }
    } finally {
      connector.stop();
    }
  }
});
