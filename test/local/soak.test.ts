import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FaultName } from "../../local/aws/faults";
import type { Cause } from "../../local/connector/ack";
import { deployTarget } from "../../local/soak/deployed";
import { PROFILES } from "../../local/soak/profiles";
import type { ProfileReport } from "../../local/soak/report";
import { soak } from "../../local/soak/soak";
import type { SoakTarget } from "../../local/soak/target";
import { deployGuide } from "../support/guide-literal/target";

const RECORDS = 120;

const options = {
  ...{ records: RECORDS, faultsMs: 60_000, drainMs: 60_000, instances: 2, seed: 1 },
  ...{ report: () => undefined, signal: new AbortController().signal },
};

/** What a profile must at least have met; without it, it would prove nothing. */
const MET: Readonly<Record<string, readonly (Cause | FaultName)[]>> = {
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
  "hot-partition-key": ["HTTP 429"],
  "key-not-spread": ["key-not-spread", "HTTP 403"],
  "plan-throttled": ["plan-throttled", "HTTP 429"],
  "empty-5xx": ["empty-5xx", "HTTP 500", "HTTP 502", "HTTP 503", "HTTP 504"],
  "gateway-reset-before": ["gateway-reset-before", "connection-reset"],
  "gateway-reset-after": ["gateway-reset-after", "connection-reset"],
  "gateway-too-late": ["gateway-too-late", "call-timeout"],
  "gateway-restart": ["connection-refused"],
  "connector-restart": ["connector-stopped"],
  redeployment: ["HTTP 429", "HTTP 403"],
  everything: ["HTTP 429", "HTTP 502", "HTTP 503", "HTTP 504", "connection-reset"],
};

/** Profiles in which a record is stored and its acknowledgement does not arrive. */
const DUPLICATING = ["reset-after-stored", "answered-too-late", "gateway-reset-after", "gateway-too-late"];

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

  for (const profile of PROFILES) {
    it(`loses nothing in profile ${profile.name}`, async () => {
      const [report] = (await soak(target, [profile], options)) as [ProfileReport];
      assert.equal(report.lost, 0);
      assert.equal(report.altered, 0);
      assert.equal(report.undelivered, 0);
      assert.ok(report.sent >= RECORDS);
      assert.equal(report.acknowledged, report.sent);
      assert.equal(report.stored, report.sent);
      assert.equal(report.droppable, report.duplicates);
      assert.equal(report.stale, 0);
      const met = Object.keys({ ...report.struck, ...report.retries });
      for (const expected of MET[profile.name] ?? []) {
        assert.ok(met.includes(expected), `it met ${met.join(", ")}, not ${expected}`);
      }
      if (DUPLICATING.includes(profile.name)) assert.ok(report.duplicates > 0, "each is sent again, so stored twice");
    });
  }
});

describe("a soak of the guide's literal set-up", function () {
  this.timeout(120_000);
  let target: Awaited<ReturnType<typeof deployGuide>>;

  before(async () => {
    target = await deployGuide();
  });
  after(() => target.close());

  it("loses nothing while nothing fails", async () => {
    const [report] = (await soak(target, [{ name: "calm" }], options)) as [ProfileReport];
    assert.deepEqual([report.sent, report.acknowledged, report.stored, report.lost], [RECORDS, RECORDS, RECORDS, 0]);
  });

  for (const fault of ["ProvisionedThroughputExceeded", "AccessDenied", "InternalFailure"] as const) {
    it(`loses every record that meets ${fault}, and the soak sees it`, async () => {
      const [report] = (await soak(target, [{ name: fault, faults: () => [{ fault, rate: 0.2 }] }], options)) as [
        ProfileReport,
      ];
      assert.ok(report.lost > 0);
      assert.equal(report.lost, report.struck[fault]);
      assert.equal(report.stored + report.lost, RECORDS);
      assert.deepEqual(report.retries, {});
    });
  }

  it("loses records of a hot partition key by its shard's limits alone", async () => {
    const hot = { name: "hot", hotShare: 0.9, shardRateScale: () => 0.02 };
    const [report] = (await soak(target, [hot], options)) as [ProfileReport];
    assert.ok(report.lost > 0, `${report.lost} lost`);
    assert.deepEqual(report.struck, {});
  });
});
