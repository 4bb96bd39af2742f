import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { text } from "node:stream/consumers";

import { Family } from "@aerospike-kinesis/pulumi-engine/family";
import { getEngineFirst, makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import type { ProfileReport } from "../../../commands/soak/report";
import { PROJECT } from "../../support/program";

function interrupt(child: ChildProcess): void {
  child.kill("SIGINT");
}

/** Once it is deployed, a soak has no other process than its store. */
function endStore({ pid = 0 }: ChildProcess): void {
  for (const member of new Family(pid).members()) if (member.pid !== pid) process.kill(member.pid, "SIGKILL");
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
    const state = await makeTemporaryDirectory();
    const child = spawn(process.execPath, ["--import", "tsx", "commands/soak/index.ts", ...args], {
      cwd: PROJECT,
      env: { ...process.env, XDG_STATE_HOME: state },
      stdio: ["ignore", "pipe", "pipe"],
    });
    try {
      const closed = once(child, "close");
      let output = "";
      const printed = (words: string): Promise<void> =>
        new Promise((resolve, reject) => {
          child.stdout.on("data", (chunk: Buffer) => {
            output += chunk.toString();
            if (output.includes(words)) resolve();
          });
          child.once("close", () => {
            reject(new Error(`it ended and never said ${words}`));
          });
        });
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

  it("ends with 1 where the time was over before all records were sent and a fault never came, and says so", async () => {
    // Records trickle while something is still to be done.
    const faults = "gateway-restart:from=100,garbage:rate=0";
    const { code, stdout } = await run(`--store memory --records 120 --faults ${faults} --seconds 0.5`.split(" "));
    assert.equal(code, 1);
    assert.match(stdout, new RegExp(`^${faults}: the time was over after \\d+ of 120 records`, "m"));
    for (const fault of ["gateway-restart", "garbage"]) {
      assert.match(stdout, new RegExp(`^${faults}: ${fault} did not come`, "m"));
    }
  });

  for (const [what, end, expected, words] of [
    ["the store ends by itself", endStore, 2, /kinesis-local, .* ended by itself \(SIGKILL\)/],
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
