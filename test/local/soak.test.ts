import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { Agent, request } from "undici";
import { descendants } from "../../bin/bench/processes";
import { KINESIS_ERRORS } from "../../local/aws/faults/kinesis-errors";
import type { Cause } from "../../local/connector/ack";
import { startConnector } from "../../local/connector/connector";
import { deployTarget } from "../../local/soak/deployed";
import { PROFILES, type Profile, type TroubleName } from "../../local/soak/profiles";
import { exitCodeOf, isSound, type ProfileReport } from "../../local/soak/report";
import { soak } from "../../local/soak/soak";
import type { SoakTarget } from "../../local/soak/target";
import { createWorkload } from "../../local/soak/workload";
import { getEngineFirst } from "../support/engine";
import { PROJECT } from "../support/program";
import { deployGuide } from "../support/guide-literal/target";

const RECORDS = 120;

const options = {
  ...{ records: RECORDS, faultsMs: 60_000, drainMs: 60_000, instances: 2, seed: 1 },
  ...{ report: () => undefined, signal: new AbortController().signal },
};

async function soakOne(target: SoakTarget, profile: Profile): Promise<ProfileReport> {
  for await (const report of soak(target, [profile], options)) return report;
  throw new Error(`profile ${profile.name} has no report`);
}

/** What a profile must at least have met; without it, it would prove nothing. */
const MET: Readonly<Record<string, readonly (Cause | TroubleName)[]>> = {
  ProvisionedThroughputExceeded: ["ProvisionedThroughputExceeded", "HTTP 429"],
  LimitExceeded: ["LimitExceeded", "HTTP 429"],
  KMSThrottling: ["KMSThrottling", "HTTP 429"],
  KMSDisabled: ["KMSDisabled", "HTTP 502"],
  KMSAccessDenied: ["KMSAccessDenied", "HTTP 502"],
  AccessDenied: ["AccessDenied", "HTTP 502"],
  ResourceNotFound: ["ResourceNotFound", "HTTP 502"],
  InternalFailure: ["InternalFailure", "HTTP 503"],
  ServiceUnavailable: ["ServiceUnavailable", "HTTP 503"],
  garbage: ["garbage", "HTTP 502"],
  "reset-before-stored": ["reset-before-stored", "HTTP 504"],
  "reset-after-stored": ["reset-after-stored", "HTTP 504"],
  "answered-too-late": ["answered-too-late", "HTTP 504"],
  "stored-too-late": ["stored-too-late", "HTTP 504"],
  "flat-json": ["reset-after-stored", "HTTP 504"],
  "message-pack": ["reset-after-stored", "HTTP 504"],
  "hot-partition-key": ["HTTP 429"],
  "key-not-spread": ["key-not-spread", "HTTP 403"],
  "plan-throttled": ["plan-throttled", "HTTP 429"],
  "empty-5xx": ["empty-5xx", "HTTP 500", "HTTP 502", "HTTP 503", "HTTP 504"],
  "gateway-reset-before": ["gateway-reset-before", "connection-reset"],
  "gateway-reset-after": ["gateway-reset-after", "connection-reset"],
  "gateway-too-late": ["gateway-too-late", "call-timeout"],
  "xdr-timeout": ["gateway-too-late", "call-timeout", "xdr-timeout"],
  "throttled-partitions": ["HTTP 503", "HTTP 429"],
  "gateway-restart": ["gateway-restart", "connection-refused", "connection-reset"],
  "connector-restart": ["connector-restart", "connector-stopped"],
  "stream-deleted": ["stream-deleted", "HTTP 502"],
  everything: ["HTTP 429", "HTTP 502", "HTTP 503", "HTTP 504", "connection-reset", "connector-stopped"],
  "everything-by-record": ["HTTP 429", "HTTP 502", "HTTP 503", "HTTP 504", "connection-reset", "connector-stopped"],
};

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

/** Profiles in which nothing is stored once API Gateway has given up on it: no copy stands behind a newer version. */
const IN_ORDER = [
  ...["calm", "ProvisionedThroughputExceeded", "LimitExceeded", "KMSThrottling", "KMSDisabled", "KMSAccessDenied"],
  ...["AccessDenied", "ResourceNotFound", "InternalFailure", "plan-throttled", "key-not-spread", "hot-partition-key"],
];

describe("a soak of the pipeline as the real engine deploys it", function () {
  this.timeout(240_000);
  let target: SoakTarget;
  const ends: (() => Promise<void>)[] = [];

  before(async () => {
    const directory = await mkdtemp(join(tmpdir(), "aerospike-kinesis-soak-"));
    ends.push(() => rm(directory, { recursive: true, force: true }));
    target = await deployTarget({
      ...{ store: "memory", seed: 1, directory, signal: options.signal },
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
      const report = await soakOne(target, profile);
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
      if (IN_ORDER.includes(profile.name)) assert.equal(report.outOfOrder, 0);
      assert.ok(SHOWN[profile.name]?.(report) ?? true, JSON.stringify(report));
      const met = Object.keys({ ...report.struck, ...report.retries });
      for (const expected of MET[profile.name] ?? []) {
        assert.ok(met.includes(expected), `it met ${met.join(", ")}, not ${expected}`);
      }
      if (DUPLICATING.includes(profile.name)) assert.ok(report.duplicates > 0, "each is sent again, so stored twice");
    });
  }

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
        answers.push(await postTo(`${target.stream}_2`));
      },
    };
    const report = await soakOne(
      observed,
      PROFILES.find(({ name }) => name === "redeployment")!,
    );
    assert.deepEqual(answers, [200, 400]);
    assert.ok(isSound(report));
    for (const cause of ["HTTP 429", "HTTP 403"] as const) assert.ok((report.retries[cause] ?? 0) > 0, cause);
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

function interrupt(child: ChildProcess): void {
  child.kill("SIGINT");
}

/** Once it is deployed, a soak has no other process than its store. */
function endStore({ pid = 0 }: ChildProcess): void {
  for (const store of descendants(pid)) process.kill(store, "SIGKILL");
}

describe("npm run soak", function () {
  this.timeout(120_000);
  getEngineFirst();

  /** @param meanwhile handed the process, and told when it has printed a text */
  async function run(
    args: readonly string[],
    meanwhile: (child: ChildProcess, printed: (text: string) => Promise<void>) => Promise<void> = () =>
      Promise.resolve(),
  ): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const state = await mkdtemp(join(tmpdir(), "aerospike-kinesis-soak-"));
    const child = spawn(process.execPath, ["--import", "tsx", "bin/soak.ts", ...args], {
      cwd: PROJECT,
      env: { ...process.env, XDG_STATE_HOME: state },
      stdio: ["ignore", "pipe", "pipe"],
    });
    try {
      const closed = once(child, "close");
      const printed = async (words: string): Promise<void> => {
        for (let output = ""; !output.includes(words);) output += String((await once(child.stdout, "data"))[0]);
      };
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), meanwhile(child, printed)]);
      const [code] = (await closed) as [number | null];
      return { code, stdout, stderr };
    } finally {
      child.kill();
      await rm(state, { recursive: true, force: true });
    }
  }

  it("prints its report as JSON and nothing else, and ends with 0", async () => {
    const { code, stdout, stderr } = await run(
      "--store memory --records 30 --faults calm --instances 2 --order record --json".split(" "),
    );
    assert.equal(code, 0, stderr);
    const { sound, order, profiles } = JSON.parse(stdout) as {
      readonly sound: boolean;
      readonly order: string;
      readonly profiles: readonly ProfileReport[];
    };
    assert.deepEqual([sound, order], [true, "record"]);
    assert.deepEqual(
      profiles.map(({ profile, sent, acknowledged, stored, lost }) => [profile, sent, acknowledged, stored, lost]),
      [["calm", 30, 30, 30, 0]],
    );
    assert.match(stderr, /✔ calm/);
  });

  it("ends with 1 where a fault never came, and says which", async () => {
    const { code, stdout } = await run("--store memory --records 30 --faults garbage:rate=0".split(" "));
    assert.equal(code, 1);
    assert.match(stdout, /^garbage:rate=0: garbage did not come/m);
  });

  for (const [what, end, expected, words] of [
    ["the store ends by itself", endStore, 1, /kinesis-local, .* ended by itself \(SIGKILL\)/],
    ["somebody interrupts it", interrupt, 130, /^$/],
  ] as const) {
    it(`reports what it has judged when ${what}, and no more`, async () => {
      const { code, stdout, stderr } = await run(
        "--records 60 --faults calm,gateway-restart".split(" "),
        async (child, printed) => {
          await printed("✔ calm");
          end(child);
        },
      );
      assert.equal(code, expected, stderr);
      assert.match(stdout, /^PROFILE .*\ncalm {2,}60 {2,}60 {2,}60 {2,}0 /m);
      assert.doesNotMatch(stdout, /^gateway-restart/m);
      assert.match(stdout, /^Ended before its time: 1 of 2 profiles judged/m);
      assert.match(stderr.trim(), words);
      assert.doesNotMatch(stderr, /at .*\.ts:\d+/);
    });
  }

  it("names everything that is wrong with its arguments before anything is started", async () => {
    const { code, stdout, stderr } = await run(["--records", "none", "--faults", "garbage:often"]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /--records: expected/);
    assert.match(stderr, /--faults: .*garbage: expected rate=, count=, from=, until=, got "often"/);
    assert.doesNotMatch(stderr, /at .*\.ts:\d+|Local AWS/);
  });
});

describe("a soak of the guide's literal set-up", function () {
  this.timeout(120_000);
  let target: Awaited<ReturnType<typeof deployGuide>>;

  before(async () => {
    target = await deployGuide();
  });
  after(() => target.close());

  it("loses nothing while nothing fails", async () => {
    const report = await soakOne(target, { name: "calm" });
    assert.deepEqual([report.sent, report.acknowledged, report.stored, report.lost], [RECORDS, RECORDS, RECORDS, 0]);
    assert.equal(exitCodeOf([report]), 0);
  });

  for (const fault of Object.keys(KINESIS_ERRORS) as (keyof typeof KINESIS_ERRORS)[]) {
    it(`loses every record that meets ${fault}, and the soak sees it and fails`, async () => {
      const report = await soakOne(target, { name: fault, faults: () => [{ fault, rate: 0.2 }] });
      assert.ok(report.lost > 0);
      assert.equal(report.lost, report.struck[fault]);
      assert.equal(report.stored + report.lost, RECORDS);
      assert.deepEqual(report.retries, {});
      assert.equal(exitCodeOf([report]), 1);
    });
  }

  it("loses records of a hot partition key by its shard's limits alone", async () => {
    const report = await soakOne(target, { name: "hot", hotShare: 0.9, shardRate: () => 0.02 });
    assert.ok(report.lost > 0, `${report.lost} lost`);
    assert.deepEqual(report.struck, {});
  });
});
