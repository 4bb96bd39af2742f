import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { findStages } from "@aerospike-kinesis/pulumi-engine";
import { makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { type Base, openBase } from "../../../commands/policy/base";
import { format } from "../../../commands/policy/format";
import { priceStage, type StagePrice } from "../../../commands/policy/price";
import { formatUsd } from "../../../commands/shared/cost/money";
import { LOAD, PRICES } from "../shared/cost/example";
import { pack, report, stageReport } from "./example";

const today = new Date("2026-11-28T00:00:00Z");

describe("the price in the gate", () => {
  let project: string;
  before(async () => {
    project = await makeTemporaryDirectory();
  });
  after(() => {
    rmSync(project, { recursive: true, force: true });
  });
  const write = (name: string, text: string) => {
    writeFileSync(join(project, name), text);
  };
  /** What a base's files say, by name. */
  const baseOf = (files: Readonly<Record<string, string>>): Base => ({
    name: "origin/main",
    notes: [],
    configured: () => Promise.reject(new Error("no configuration is read")),
    read: (path) => Promise.resolve(files[path]),
  });
  const price = async (base?: Base, load = LOAD) =>
    priceStage({ stages: await findStages(project), stage: "dev", load, base, today, prices: PRICES });

  const STAGE = "config:\n  service: orders\n  regions: [us-east-1]\n";
  before(() => {
    write("Pulumi.yaml", "name: app\nruntime: nodejs\n");
    write("Pulumi.dev.yaml", `${STAGE}  app:streams:\n    - retentionHours: 168\n`);
  });

  const reason = async (load = LOAD): Promise<string> => {
    const found = await price(undefined, load);
    assert.ok(typeof found === "string");
    return found;
  };

  const compared = async (base: Base) => {
    const found = (await price(base)) as StagePrice;
    return {
      more: found.base && formatUsd(found.total - found.base.total),
      changes: found.base?.changes.map(({ region, name, before, after }) => [
        region,
        name,
        formatUsd(before),
        formatUsd(after),
      ]),
      notes: found.notes,
    };
  };

  it("says of prices of another region nothing about alternatives, which the gate does not have", async () => {
    write("Pulumi.dev.yaml", STAGE.replace("us-east-1", "ap-south-1"));
    const { notes } = (await price()) as StagePrice;
    write("Pulumi.dev.yaml", `${STAGE}  app:streams:\n    - retentionHours: 168\n`);
    assert.match(notes.join("\n"), /^NOT PRICES OF ap-south-1 but of us-east-1: /m);
  });

  it("is the stage's, by its own settings", async () => {
    const found = (await price()) as StagePrice;
    assert.ok(found.total > 0n);
    assert.equal(found.base, undefined);
  });

  it("says what costs more than at the base", async () => {
    assert.deepEqual((await compared(baseOf({ "Pulumi.dev.yaml": STAGE }))).changes, [
      ["us-east-1", "Kinesis retention, 24 h to 7 days", "0.00", "49.44"],
    ]);
    assert.equal((await compared(baseOf({ "Pulumi.dev.yaml": STAGE }))).more, "49.44");
  });

  it("says what a region costs that was not there, and one that is gone", async () => {
    const text = STAGE.replace("us-east-1", "eu-west-1");
    const { changes = [] } = await compared(baseOf({ "Pulumi.dev.yaml": text }));
    assert.ok(
      changes.some(
        ([region, name, before]) => region === "us-east-1" && name === "Kinesis data in" && before === "0.00",
      ),
    );
    assert.ok(changes.some(([region, , , after]) => region === "eu-west-1" && after === "0.00"));
  });

  it("is compared with nothing where the base has no such stage", async () => {
    const { more, changes = [] } = await compared(baseOf({}));
    assert.equal(more, formatUsd(((await price()) as StagePrice).total));
    assert.ok(changes.length > 5);
  });

  it("reads the settings that the base's Pulumi.yaml gives to every stage", async () => {
    const files = {
      "Pulumi.yaml": "name: app\nruntime: nodejs\nconfig:\n  streams: [{ retentionHours: 168 }]\n",
      "Pulumi.dev.yaml": STAGE,
    };
    assert.deepEqual((await compared(baseOf(files))).changes, []);
  });

  it("says why it is not compared, and has the price all the same", async () => {
    const { more, notes } = await compared(baseOf({ "Pulumi.dev.yaml": `${STAGE}  app:unheard: 1\n` }));
    assert.equal(more, undefined);
    assert.match(
      notes.join("\n"),
      /^Not compared with origin\/main, whose settings cannot be read: Pulumi\.dev\.yaml has 1 problem/m,
    );
  });

  it("says why there is none", async () => {
    assert.match(await reason({ ...LOAD, recordBytes: 10_485_733 }), /^--record-bytes: expected at most 10485732/);
    write("Pulumi.dev.yaml", "config:\n  regions: []\n");
    assert.match(await reason(), /^Pulumi\.dev\.yaml has 2 problems/);
    write("Pulumi.dev.yaml", STAGE);
  });

  it("is in every format, exact for programs", async () => {
    const found = (await price(baseOf({ "Pulumi.dev.yaml": STAGE.replace("us-east-1", "ap-south-1") }))) as StagePrice;
    const priced = { pack, stages: [{ ...stageReport, findings: [], price: found }] };
    const [text, markdown] = [format(priced, "text"), format(priced, "markdown")];
    for (const written of [text, markdown]) {
      assert.match(written, /Price: [\d,]+\.\d\d US dollars a month, [+-][\d,]+\.\d\d against origin\/main/);
      assert.match(written, /For 1000 records a second of 1,000 bytes in each region\./);
      assert.match(written, /us-east-1: Kinesis data in\W+0\.00\W+200\.50\W+\+200\.50/);
      assert.match(written, /ap-south-1: Kinesis data in\W+200\.50\W+0\.00\W+-200\.50/);
      assert.doesNotMatch(written, /No price/);
    }
    const { stages } = JSON.parse(format(priced, "json")) as {
      readonly stages: readonly [{ readonly price: { readonly total: string } }];
    };
    assert.match(stages[0].price.total, /^\d{4,}\.\d{9}$/);
    assert.ok(format(priced, "sarif").length > 0);
  });

  it("is asked for in one line where no load was given", () => {
    for (const as of ["text", "markdown"] as const) {
      assert.match(format(report, as), /\nNo price: give --records-per-second and --record-bytes\. .*\n$/, as);
    }
    const none = { pack, stages: [{ ...stageReport, price: "The settings are wrong." }] };
    assert.match(format(none, "text"), /^ {2}No price: The settings are wrong\.$/m);
    assert.match(format(none, "markdown"), /^### No price\n\n```text\nThe settings are wrong\.\n```$/m);
  });
});

describe("a file at another commit", () => {
  it("is read from git, and none where the commit has none", async () => {
    const project = await makeTemporaryDirectory();
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", project, "-c", "user.name=test", "-c", "user.email=test@example.com", ...args]);
    try {
      writeFileSync(join(project, "Pulumi.dev.yaml"), "config: {}\n");
      git("init", "--quiet");
      git("add", ".");
      git("commit", "--quiet", "--message", "base");
      writeFileSync(join(project, "Pulumi.dev.yaml"), "changed\n");
      const here = { ...pack, directory: join(project, "policies") };
      const base = await openBase({ ref: "HEAD", project, pack: here, directory: join(project, "base") });
      assert.equal(await base.read("Pulumi.dev.yaml"), "config: {}\n");
      assert.equal(await base.read("Pulumi.prod.yaml"), undefined);
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  });
});
