import assert from "node:assert/strict";

import { FAULT_NAMES } from "@aerospike-kinesis/local-aws/faults";

import { UserError } from "../../../commands/shared/errors";
import { readFlags, type SoakFlags } from "../../../commands/soak/flags";
import { PROFILES } from "../../../commands/soak/profiles";

const GIVEN: SoakFlags = {
  records: "1000",
  faults: "all",
  seconds: "60",
  instances: "3",
  store: "kinesis-local",
  seed: "1",
};
const settings = (given: Partial<SoakFlags>) => readFlags({ ...GIVEN, ...given });
const SCALE = { records: 100, answerLimitMs: 10_000 };

describe("the command line of a soak", () => {
  it("is read into what a run needs", () => {
    const { profiles, ...rest } = settings({});
    assert.equal(profiles, PROFILES);
    assert.deepEqual(rest, {
      records: 1000,
      instances: 3,
      seed: 1,
      store: "kinesis-local",
      faultsMs: 60_000,
      drainMs: 60_000,
    });
  });

  it("can have XDR's order, its partitions and the shards' rate, and short timeouts with the memory store", () => {
    const given = { store: "memory", order: "record", partitions: "4", "shard-rate": "0.05", seconds: "0.5" };
    const { profiles, ...rest } = settings({ ...given, faults: "calm" });
    assert.deepEqual(profiles, [{ name: "calm" }]);
    assert.deepEqual(rest, {
      records: 1000,
      instances: 3,
      seed: 1,
      store: "memory",
      faultsMs: 500,
      drainMs: 30_000,
      order: "record",
      partitions: 4,
      shardRate: 0.05,
      timeouts: { integrationTimeoutMs: 1500, callTimeoutMs: 2000 },
    });
  });

  for (const [flag, value] of Object.entries({ records: "1e3", seconds: "0x10", "shard-rate": " 1", seed: "0b1" })) {
    it(`refuses a number that is not written plainly: --${flag} ${value}`, () => {
      assert.throws(() => settings({ store: "memory", [flag]: value }), new RegExp(`--${flag}: expected .*"${value}"`));
    });
  }

  it("has a profile for every fault", () => {
    for (const fault of FAULT_NAMES) assert.equal(settings({ faults: fault }).profiles[0]?.name, fault);
  });

  it("runs profiles one after the other", () => {
    assert.deepEqual(
      settings({ faults: "calm, gateway-restart" }).profiles.map(({ name }) => name),
      ["calm", "gateway-restart"],
    );
  });

  it("runs all rules at once, with the profiles that are named between them", () => {
    const [run, ...more] = settings({
      faults:
        "gateway-restart,AccessDenied:rate=0.1,hot-partition-key,gateway-restart:from=2:count=3,throttled-partitions",
    }).profiles;
    assert.deepEqual(more, []);
    assert.deepEqual(run?.faults?.(SCALE), [
      { fault: "AccessDenied", rate: 0.1 },
      { fault: "gateway-restart", fromMs: 2000, count: 3 },
      { fault: "gateway-restart", count: 2 },
      { fault: "ServiceUnavailable", count: 50 },
      { fault: "ProvisionedThroughputExceeded", rate: 0.25 },
    ]);
    assert.deepEqual([run.hotShare, run.shardRate?.(SCALE), run.order, run.partitions], [0.9, 0.02, "record", 2]);
  });

  it("leaves order, keys and shards as they are beside rules alone", () => {
    const [run] = settings({ faults: "garbage:count=3" }).profiles;
    assert.deepEqual([run?.hotShare, run?.shardRate, run?.order], [0, undefined, undefined]);
  });

  it("refuses rules beside profiles of two formats", () => {
    assert.throws(() => settings({ faults: "message-pack,flat-json,garbage:rate=0.1" }), {
      message: "--faults: expected profiles of one format beside rules, got message-pack and flat-json",
    });
    assert.equal(settings({ faults: "flat-json,garbage:rate=0.1" }).profiles[0]?.format, "flat-json");
  });

  it("is refused with every problem at once, without a stack trace", () => {
    const given = {
      records: "0",
      faults: "calm,Nonsense:rate=2",
      seconds: "-1",
      instances: "x",
      store: "disk",
      seed: "",
    };
    const more = { order: "key", partitions: "5000", "shard-rate": "0" };
    assert.throws(
      () => settings({ ...given, ...more }),
      (error: UserError) => {
        assert.ok(error instanceof UserError);
        assert.deepEqual(error.message.replace(/expected one of .*, got/, "expected a name, got").split("\n"), [
          '--seconds: expected a number above 0, got "-1"',
          '--store: expected kinesis-local or memory, got "disk"',
          '--order: expected record or partition, got "key"',
          '--records: expected a whole number of at least 1, got "0"',
          '--instances: expected a whole number of at least 1, got "x"',
          '--seed: expected a whole number of at least 0, got ""',
          '--partitions: expected a whole number from 1 to 4096, got "5000"',
          '--shard-rate: expected a number above 0, got "0"',
          '--faults: all, profiles, or rules: expected a name, got "Nonsense"',
          '--faults: all, profiles, or rules: Nonsense: rate: expected a share from 0 to 1, such as 0.5, got "2"',
        ]);
        return true;
      },
    );
  });

  it("can have the regions of which one dies, in a known mode", () => {
    assert.equal(settings({ regions: "every" }).mode, "every");
    assert.throws(() => settings({ regions: "all", seed: "x" }), {
      message:
        '--regions: expected nearest or every or failover, got "all"\n' +
        '--seed: expected a whole number of at least 0, got "x"',
    });
  });

  it("guesses the profile or the fault that a misspelled name means", () => {
    assert.throws(
      () => settings({ faults: "clam,AccesDenied:count=1" }),
      (error: UserError) => {
        assert.match(error.message, /did you mean calm where you wrote "clam"\?$/m);
        assert.match(error.message, /did you mean AccessDenied where you wrote "AccesDenied"\?$/m);
        return true;
      },
    );
  });
});
