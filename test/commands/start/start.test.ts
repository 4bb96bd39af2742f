import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { getEngineFirst, makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { PROJECT } from "../../support/program";

const START = ["--import", "tsx", "commands/start/index.ts"];

/** One `npm start`, without npm. */
interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Resolves when the output holds the text. */
  readonly says: (text: string) => Promise<void>;
  readonly exit: Promise<number | null>;
}

describe("npm start", function () {
  this.timeout(120_000);
  getEngineFirst();
  let state: string;

  before(async () => {
    state = await makeTemporaryDirectory();
  });
  after(() => rm(state, { recursive: true, force: true }));

  function start(args: readonly string[], command: readonly string[] = START): Started {
    const child = spawn(process.execPath, [...command, ...args], {
      cwd: PROJECT,
      env: { ...process.env, XDG_STATE_HOME: state },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    const hear = (chunk: Buffer) => {
      text += chunk.toString();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    const exit = once(child, "close").then(([code]) => code as number | null);
    return {
      child,
      output: () => text,
      says: async (wanted) => {
        while (!text.includes(wanted)) {
          const ended = await Promise.race([once(child.stdout, "data").then(() => false), exit.then(() => true)]);
          assert.ok(!ended || text.includes(wanted), `it ended without saying ${wanted}:\n${text}`);
        }
      },
      exit,
    };
  }

  const leftBehind = () => readdir(join(state, "aerospike-kinesis", "runs"));

  describe("with --once, twice at the same time, one of them under faults", () => {
    let both: readonly Started[];

    before(async () => {
      const rules = "AccessDenied:count=3,reset-after-stored:count=2,key-not-spread:count=1";
      both = [start(["--once"]), start(["--once", "--faults", rules])];
      await Promise.all(both.map(({ exit }) => exit));
    });

    it("sends, reads back, prints, and ends", async () => {
      for (const { exit, output } of both) {
        assert.equal(await exit, 0, output());
        const rows = output().match(/^[A-Za-z0-9+/]{27}= {2}shardId-\d{12} {2}\d{56} {2}\d+ +\{"msg":"/gm);
        assert.equal(rows?.length, 6, output());
        assert.match(output(), /^6 sent, 6 stored byte for byte\.$/m);
        assert.doesNotMatch(output(), /Endpoint|curl/, "nothing listens any more");
        assert.doesNotMatch(output(), /ALARM|Alarms:/, "no alarm goes off within a minute");
      }
      assert.deepEqual(await leftBehind(), []);
    });

    it("delivers under faults that a person asks for, and tells what was sent again and how often each struck", () => {
      const output = both[1]!.output();
      for (const cause of ["HTTP 502 .*AccessDenied", "HTTP 403 .*INVALID_API_KEY"]) {
        assert.match(output, new RegExp(`sent again after: ${cause}`));
      }
      assert.match(output, /^Sent again after HTTP 502 \(3\), HTTP 504 \(2\), HTTP 403 \(1\)\.$/m);
      assert.match(
        output,
        /^Faults so far: AccessDenied 3 times, reset-after-stored 2 times, key-not-spread 1 times$/m,
      );
    });

    it("tells that records stand in the stream twice whose acknowledgement got lost", () => {
      assert.match(
        both[1]!.output(),
        /^6 sent, 6 stored byte for byte\.\nSent again after .* HTTP 504 \(2\).*\n2 records more in the stream: copies/m,
      );
    });

    it("says nothing of faults where nobody asked for any", () => {
      assert.doesNotMatch(both[0]!.output(), /Sent again|Faults|copies/);
    });
  });

  it("sends through every region of a stage at the same time, with faults in one of them", async () => {
    const faults = ["--faults", "AccessDenied:count=3,key-not-spread:count=1", "--faults-region", "eu-west-1"];
    const assumptions = join(state, "assumptions.json");
    await writeFile(assumptions, `{"assumptions":{"default-response-type":"default"},"region":"eu-west-1"}`);
    const { exit, output } = start(["--stage", "prod", "--once", "--assumptions", assumptions, ...faults]);
    assert.equal(await exit, 0, output());
    const lines = output().split("\n");
    const indexOf = (pattern: RegExp): number => lines.findIndex((line) => pattern.test(line));
    assert.ok(
      indexOf(/^… 6 notifications through eu-west-1$/) < indexOf(/^✔ 6 notifications through ap-south-1/),
      "the second region begins before the first one ends",
    );
    const [, first = "", second = ""] = output().split(/^(?:ap-south-1|eu-west-1)$/m);
    assert.match(first, /^6 sent, 6 stored byte for byte\.\n\n/m);
    assert.match(second, /^6 sent, 6 stored byte for byte\.\nSent again after HTTP 502 \(3\), HTTP 403 \(1\)\.$/m);
    assert.match(output(), /^ {2}eu-west-1: sent again after: HTTP 502/m);
    assert.match(output(), /sent again after: HTTP 403 .*DEFAULT_4XX/, "what the file of assumptions says");
    assert.doesNotMatch(output(), /ap-south-1: sent again|ALARM/);
  });

  it("refuses to record what ends at once, and to listen where this machine has no address", async () => {
    const record = start(["--once", "--record", join(state, "record")]);
    assert.equal(await record.exit, 2);
    assert.match(record.output(), /^--record: expected it without --once/m);
    const listen = start(["--listen", "0.0.0.0"]);
    assert.equal(await listen.exit, 2);
    assert.match(listen.output(), /^--listen: expected an IP address of this machine .*got "0\.0\.0\.0"\.$/m);
    assert.doesNotMatch(record.output() + listen.output(), /Local AWS\b.*…|at .*\.ts:\d+/);
  });

  it("says which regions and stages there are", async () => {
    const region = start(["--once", "--faults", "AccessDenied", "--faults-region", "us-east-1"]);
    assert.equal(await region.exit, 2);
    assert.match(region.output(), /^--faults-region: expected one of ap-south-1, got us-east-1\.$/m);
    const alone = start(["--once", "--faults-region", "us-east-1"]);
    assert.equal(await alone.exit, 2);
    assert.match(alone.output(), /^--faults-region: expected it with --faults RULES/m);
  });

  it("names everything that is wrong with a file of assumptions before anything is started", async () => {
    const file = join(state, "bad.json");
    await writeFile(file, `{"assumptions":{"header-case":"upper","nothing":"x"}}`);
    const { exit, output } = start(["--once", "--assumptions", file]);
    assert.equal(await exit, 2);
    assert.match(
      output(),
      /^--assumptions: .*bad\.json: 2 problems in the assumptions:\n {2}- header-case: .*\n {2}- nothing: no such assumption/m,
    );
    const missing = start(["--once", "--assumptions", join(state, "missing.json")]);
    assert.equal(await missing.exit, 2);
    assert.match(
      missing.output(),
      /^--assumptions: expected a file that can be read, got .*: there is no such file\.$/m,
    );
  });

  it("names everything that is wrong with the input before anything is started", async () => {
    const input = join(state, "bad.ndjson");
    await writeFile(input, `{"namespace":"test"}\nnot json\n`);
    const { exit, output } = start(["--once", "--input", input]);
    assert.equal(await exit, 2);
    assert.match(output(), /line 1/);
    assert.match(output(), /line 2/);
    assert.doesNotMatch(output(), /Local AWS|at .*\.ts:\d+/);
  });

  it("takes an empty input for a mistake", async () => {
    const input = join(state, "empty.ndjson");
    await writeFile(input, "\n");
    const { exit, output } = start(["--once", "--input", input]);
    assert.equal(await exit, 2);
    assert.match(output(), /expected a notification a line, got none/);
    assert.doesNotMatch(output(), /Local AWS/);
  });

  it("names everything that is wrong with the faults before anything is started", async () => {
    const { exit, output } = start(["--once", "--faults", "Nonsense,garbage:often"]);
    assert.equal(await exit, 2);
    assert.match(output(), /2 problems in the faults:/);
    assert.match(output(), /expected one of ProvisionedThroughputExceeded, .*, got "Nonsense"/);
    assert.doesNotMatch(output(), /Local AWS|at .*\.ts:\d+/);
  });

  it("names the stages that there are where a stage has no file, before anything is started", async () => {
    const { exit, output } = start(["--once", "--stage", "prdo"]);
    assert.equal(await exit, 2);
    assert.match(output(), /^--stage: expected one of dev, prod, got prdo\. Pulumi\.prdo\.yaml was not found\./m);
    assert.doesNotMatch(output(), /Pulumi engine|at .*\.ts:\d+/);
  });

  it("refuses a flag that it does not know", async () => {
    const { exit, output } = start(["--forever"]);
    assert.equal(await exit, 2);
    assert.match(output(), /Unknown option --forever\./);
    assert.match(output(), /--input FILE/);
    assert.match(output(), /--faults RULES/);
  });

  for (const moment of ["Local AWS", "pulumi up of stage dev", "Running until Ctrl-C."]) {
    it(`sends a person's own notifications, and leaves nothing behind after a Ctrl-C at "${moment}"`, async () => {
      const input = join(state, "own.ndjson");
      await writeFile(input, `{"namespace":"test","set":"s","key":"k","op":"write","bins":{"greeting":"grüezi"}}\n`);
      const { child, says, exit, output } = start(["--input", input]);
      await says(moment);
      if (moment === "Running until Ctrl-C.") {
        assert.match(output(), /1 notification through/);
        assert.match(output(), /^Alarms: \d+(, all| OK, 0 in ALARM, \d+) with insufficient data\./m);
        assert.match(output(), /^Endpoint {2}https:\/\/127\.0\.0\.1:\d+\/.*\/dev\/kinesis$/m);
        assert.match(output(), /curl --cacert .*\n(.*\n)*.*-d '\{"data":"value"\}'/);
      }
      child.kill("SIGINT");
      assert.equal(await exit, moment === "Running until Ctrl-C." ? 0 : 130, output());
      assert.deepEqual(await leftBehind(), []);
      assert.doesNotMatch(output(), /at .*\.ts:\d+/);
    });
  }

  it("ends when its parent is killed outright", async () => {
    const parent = `require("node:child_process").spawn(process.execPath, ${JSON.stringify(START)}, { stdio: "inherit" });`;
    const { child, says, exit } = start([], ["-e", parent]);
    await says("Running until Ctrl-C.");
    child.kill("SIGKILL");
    // The streams close when the last process that holds them has ended.
    await exit;
    assert.deepEqual(await leftBehind(), []);
  });
});
