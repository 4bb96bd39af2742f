import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { PROJECT } from "../support/program";

/** For each command: flags that are wrong by themselves, and what must be said of each. */
const WRONG: Readonly<Record<string, readonly (readonly [flags: readonly string[], said: RegExp])[]>> = {
  bench: [
    [["--only", "all"], /^--only: expected one of start, preview, pipeline, gateway, got all$/m],
    [["--runs", "0"], /^--runs: expected a whole number from 1 to 99, got 0$/m],
  ],
  conformance: [
    [["--format", "xml"], /^--format: expected one of text, markdown, json, got xml\.$/m],
    [
      ["--report", "no/such/r.json"],
      /^--report: expected a file that can be written, got no\/such\/r\.json: there is no directory/m,
    ],
    [["--ca", "no-such-ca"], /^--ca: expected a file that can be read, got no-such-ca: there is no such file\.$/m],
    [["--assumptions", "commands"], /^--assumptions: expected a file that can be read, got commands: it is a dir/m],
    [["--key-file", "key"], /^--key-file: expected it with --url alone\.$/m],
    [[], /^--stage: expected the name of a stage, or --local for a running npm start, got nothing\.$/m],
  ],
  "connector-config": [
    [["--format", "json"], /^--format: expected one of yaml, .*, got "json"\.$/m],
    [["--local", "--ca", "x"], /^--ca: expected it without --local\./m],
    [["--output", "docs", "--force"], /^--output: expected a file that can be written, got the directory docs/m],
  ],
  "dashboard-picture": [
    [["--width", "12"], /^--width: expected a whole number from 300 to 4000, got 12\.$/m],
    [["--output", "picture.png"], /^--output: expected the file to write, .* got picture\.png: the picture is SVG/m],
  ],
  import: [
    [
      ["--output", "no/such/i.json"],
      /^--output: expected a file that can be written, got no\/such\/i\.json: there is no directory/m,
    ],
    [["--api-id", "https://x.example"], /^--api-id: expected the first part of the API's address/m],
    [["--stream", "a/b"], /^--stream: expected the name of a stream/m],
    [[], /^--stage: expected the name of a stage, got nothing\.$/m],
  ],
  logs: [
    [["--status", "99"], /^--status: expected a status such as 400 or 4xx, got 99\.$/m],
    [["--stage", ""], /^--stage: expected the name of a stage, got an empty text\.$/m],
    [["--region", ""], /^--region: expected one of the stage's regions, got an empty text\.$/m],
  ],
  plan: [
    [["--stage", "prdo"], /^--stage: expected one of dev, prod, got prdo\. Pulumi\.prdo\.yaml was not found\./m],
    [["--peak", "none"], /^--peak: expected a number/m],
  ],
  policy: [
    [["--stage", "prdo"], /^--stage: expected one of dev, prod, got prdo\. Pulumi\.prdo\.yaml was not found\./m],
    [["--format", "html"], /^--format: expected one of text, markdown, json, sarif, got html\.$/m],
    [["--output", "report.pdf"], /^--output: expected a name that ends in .*, got report\.pdf\.$/m],
    [
      ["--output", "no/such/report.md"],
      /^--output: expected a file that can be written, got no\/such\/report\.md: there is no directory/m,
    ],
    [
      ["--policy-config", "none.json"],
      /^--policy-config: expected a file that can be read, got ENOENT for none\.json\.$/m,
    ],
    [["--records-per-second", "0"], /^--records-per-second: expected a number/m],
  ],
  smoke: [
    [["--stage", ""], /^--stage: expected the name of a stage, got an empty text\.$/m],
    [["--local", "--ca", "x"], /^--ca: expected it without --local\./m],
  ],
  soak: [
    [["--records", "none"], /^--records: expected a whole number/m],
    [["--store", "disk"], /^--store: expected kinesis-local or memory, got "disk"$/m],
  ],
  start: [
    [["--stage", "prdo"], /^--stage: expected one of dev, prod, got prdo\. Pulumi\.prdo\.yaml was not found\./m],
    [["--faults-region", "mars"], /^--faults-region: expected it with --faults/m],
    [["--assumptions", "no-such-file"], /^--assumptions: .*no-such-file/m],
    [["--input", "no-such-input"], /no-such-input/m],
    [
      ["--record", "no/such/r.json"],
      /^--record: expected a file that can be written, got no\/such\/r\.json: there is no directory/m,
    ],
    [["--listen", "example.com"], /^--listen: expected an IP address of this machine/m],
  ],
};

const NAMES = readdirSync(join(PROJECT, "commands")).filter((name) => {
  return readdirSync(join(PROJECT, "commands", name)).includes("index.ts");
});

async function call(name: string, args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", `commands/${name}/index.ts`, ...args], {
    cwd: PROJECT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await closed) as [number];
  return { code, stdout, stderr };
}

for (const name of NAMES) {
  describe(`npm run ${name}, called with wrong flags`, function () {
    this.timeout(60_000);
    let called: Awaited<ReturnType<typeof call>>;

    before(async () => {
      assert.ok(WRONG[name] !== undefined, `WRONG has no ${name}`);
      called = await call(name, ["--elephant", ...WRONG[name].flatMap(([flags]) => flags), "here"]);
    });

    it("explains itself in lines of at most 120 characters", () => {
      const [usage = ""] = called.stderr.split(/^Unknown option/m);
      assert.match(usage, new RegExp(`^npm (run (--silent )?)?${name}\\b`));
      assert.deepEqual(
        usage.split("\n").filter((line) => line.length > 120),
        [],
      );
    });

    it("names all that is wrong with them at once, and does nothing", () => {
      const { code, stdout, stderr } = called;
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, /^Unknown option --elephant\.$/m);
      assert.match(stderr, /^Expected only flags, .*, got "here"\.$/m);
      for (const [, said] of WRONG[name] ?? []) assert.match(stderr, said);
      assert.doesNotMatch(stderr, /at .*\.ts:\d+/);
    });
  });
}
