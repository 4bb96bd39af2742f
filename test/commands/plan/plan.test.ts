import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { format, FORMAT_NAMES } from "../../../commands/plan/format";
import { type PlanFlags, readPlan } from "../../../commands/plan/read";
import { planStage } from "../../../commands/plan/result";
import { parseUsd } from "../../../commands/shared/cost/money";
import { LOAD, PRICES, settingsWith } from "../shared/cost/example";

const GIVEN = { "records-per-second": "1000", "record-bytes": "1000" };

describe("npm run plan", () => {
  let project: string;
  before(async () => {
    project = await makeTemporaryDirectory();
    writeFileSync(join(project, "Pulumi.yaml"), "name: app\nruntime: nodejs\nconfig:\n  service: orders\n");
    writeFileSync(
      join(project, "Pulumi.dev.yaml"),
      "config:\n  regions: [eu-west-1, us-east-1]\n  app:streams:\n    - maxRecordKiB: 1024\n",
    );
    writeFileSync(join(project, "Pulumi.wrong.yaml"), "config:\n  regions: []\n  app:protect: perhaps\n");
  });
  after(() => {
    rmSync(project, { recursive: true, force: true });
  });
  const read = (flags: PlanFlags) => readPlan(flags, project);

  it("reads the stage's settings from its file and the project's, without an engine", async () => {
    const { settings, load, format: as, region } = await read({ ...GIVEN, stage: "dev" });
    assert.equal(settings.service, "orders");
    assert.deepEqual(
      settings.regions.map((own) => own.region),
      ["eu-west-1", "us-east-1"],
    );
    assert.deepEqual({ load, as, region }, { load: LOAD, as: "text", region: undefined });
  });

  it("refuses a wrong call with all its problems at once", async () => {
    await assert.rejects(read({ stage: "prod", "records-per-second": "1", consumers: "some", format: "pdf" }), {
      name: "UsageError",
      message:
        "--stage: expected one of dev, wrong, got prod. Pulumi.prod.yaml was not found. It holds the settings of stage " +
        "prod. Restore it, or write one.\n" +
        "--record-bytes: expected a whole number from 1 to 10485732, got nothing\n" +
        "--consumers: expected a whole number from 0 to 50, got some\n" +
        "--format: expected one of text, markdown, json, got pdf",
    });
    await assert.rejects(read({ ...GIVEN, stage: "dev", "record-bytes": "2000000", region: "mars", peak: "1" }), {
      name: "UsageError",
      message:
        /^--peak: .*\n--region: expected one of eu-west-1, us-east-1, got mars\n--record-bytes: expected at most 1048548, what the stream orders-dev takes \(maxRecordKiB, which counts the partition key\), got 2000000$/,
    });
    await assert.rejects(read(GIVEN), /^UsageError: --stage: expected one of dev, wrong, got nothing\.$/);
    await assert.rejects(
      read({ ...GIVEN, stage: "../x" }),
      /^UsageError: --stage: .*, got \.\.\/x\. Pulumi\.x\.yaml was /,
    );
    await assert.rejects(read({ ...GIVEN, stage: "dev/" }), /^UsageError: --stage: .*, got dev\/\.$/);
    await assert.rejects(read({ ...GIVEN, stage: "" }), /^UsageError: --stage: .*, got an empty text\.$/);
    await assert.rejects(read({ ...GIVEN, stage: "dev", format: "pdf", region: "", "latency-ms": "9000" }), {
      message:
        "--format: expected one of text, markdown, json, got pdf\n" +
        "--region: expected one of eu-west-1, us-east-1, got an empty text\n" +
        "--latency-ms: expected at most 8000, the connector.call-timeout in eu-west-1: later answers count as failures, got 9000",
    });
  });

  it("names a wrong value once, also if the stage could not take it", async () => {
    await assert.rejects(read({ ...GIVEN, stage: "dev", "record-bytes": "99999999999", "latency-ms": "99999" }), {
      message:
        "--record-bytes: expected a whole number from 1 to 10485732, got 99999999999\n" +
        "--latency-ms: expected a whole number from 1 to 29000, got 99999",
    });
  });

  it("names every problem of the settings", async () => {
    await assert.rejects(read({ ...GIVEN, stage: "wrong" }), {
      name: "UserError",
      message: /^Pulumi\.wrong\.yaml has 2 problems:\n.*regions: .*\n.*protect: /s,
    });
  });
});

const today = new Date("2026-11-28T00:00:00Z");
const settings = settingsWith({ regions: ["us-east-1", "ap-south-1"], streams: [{ retentionHours: 800 }] });
const result = planStage(
  settings,
  { ...LOAD, recordsPerSecond: 900_000, peak: 1_000_000, recordBytes: 1_000_000, network: "nat" },
  { today, prices: PRICES },
);

describe("an estimate", () => {
  it("fits into a terminal of 80 columns, however large it is", () => {
    for (const line of format(result, "text").split("\n")) assert.ok(line.length <= 80, `${line.length}: ${line}`);
  });

  it("says loudly which prices are another region's", () => {
    for (const as of ["text", "markdown"] as const) {
      const [before = "", after = ""] = format(result, as).split(/^.*ap-south-1: .* a month$/m);
      assert.doesNotMatch(before, /\*$|\\\*/m, as);
      assert.match(after, /^ *(\\)?\* NOT A PRICE OF ap-south-1: this list has none, so that of us-east-1/m, as);
      assert.match(after, /Kinesis data in.*\*/, as);
    }
    assert.match(result.notes.join("\n"), /^NOT PRICES OF ap-south-1 but of us-east-1, .*Kinesis data in; /m);
  });

  it("says which limits are too small", () => {
    assert.match(
      format(result, "text"),
      /requests of the account: 10,000 records a second\n.*\n +TOO SMALL\. To raise it: ask/,
    );
    const small = planStage(settings, { ...LOAD, recordsPerSecond: 1, peak: 1 }, { today, prices: PRICES });
    assert.doesNotMatch(format(small, "text"), /TOO SMALL/);
  });

  it("names the first limit", () => {
    assert.match(format(result, "text"), /^ {2}First limit: a new stream, 4\.1 records a second$/m);
    const small = planStage(settings, { ...LOAD, recordsPerSecond: 1, peak: 1 }, { today, prices: PRICES });
    assert.match(format(small, "text"), /^ {2}First limit: connections of the connectors, 200 records a second$/m);
  });

  it("says which prices are older than a year", () => {
    const later = planStage(settings, LOAD, { today: new Date("2028-01-01T00:00:00Z"), prices: PRICES });
    for (const as of FORMAT_NAMES) {
      assert.match(
        format(later, as).replace(/\s+/g, " "),
        /Older than a year: Kinesis data in \(us-east-1\), price of 2026-09\./,
        as,
      );
      assert.doesNotMatch(format(result, as), /Older than a year/, as);
    }
  });

  it("is exact for programs: the lines add up to the total", () => {
    const { total, regions } = JSON.parse(format(result, "json")) as {
      readonly total: string;
      readonly regions: readonly { readonly total: string; readonly lines: readonly { readonly amount: string }[] }[];
    };
    const sum = (amounts: readonly string[]) => amounts.map(parseUsd).reduce((one, other) => one + other, 0n);
    assert.equal(parseUsd(total), result.total);
    assert.equal(sum(regions.map((region) => region.total)), result.total);
    for (const region of regions) assert.equal(sum(region.lines.map(({ amount }) => amount)), parseUsd(region.total));
  });

  it("has each table of Markdown in as many cells as its head", () => {
    for (const table of format(result, "markdown")
      .split("\n\n")
      .filter((block) => block.startsWith("| "))) {
      const cells = table
        .trim()
        .split("\n")
        .map((row) => row.split(" | ").length);
      assert.equal(new Set(cells).size, 1, table);
    }
  });

  it("names too many consumers, in every format, with the source", () => {
    const many = planStage(settings, { ...LOAD, consumers: 25 }, { today, prices: PRICES });
    for (const as of ["text", "markdown"] as const) {
      const words = format(many, as).replace(/\s+/g, " ");
      assert.match(words, /TOO SMALL\. 25 consumers use enhanced fan-out\. A stream takes 20 of them, or 50 with/, as);
      assert.match(words, /API_RegisterStreamConsumer/, as);
    }
    assert.match(format(many, "json"), /"consumerLimit": \{\s+"most": 20,/);
    assert.doesNotMatch(format(result, "text"), /enhanced fan-out/);
    const some = planStage(settings, { ...LOAD, consumers: 20 }, { today, prices: PRICES });
    assert.doesNotMatch(format(some, "text"), /TOO SMALL\. 20 consumers/);
  });

  it("charges no stream of another account, and says so", () => {
    const arn = "arn:aws:kinesis:us-east-1:444455556666:stream/shared";
    const plan = (streams: readonly unknown[], streamname: string) =>
      planStage(settingsWith({ streams, connector: { streamname } }), LOAD, { today, prices: PRICES });
    const streamLines = ({ regions }: ReturnType<typeof plan>) =>
      regions[0]!.parts.stream.map(({ name, quantity }) => `${name} ${name.includes("hours") ? quantity : ""}`.trim());
    const foreign = { name: "shared", existing: [arn] };
    const loaded = plan([foreign, { name: "own" }], "shared");
    assert.deepEqual(streamLines(loaded), ["Kinesis stream hours 730"]);
    assert.match(loaded.notes.join("\n"), /^Not in the price: shared in us-east-1 is a stream of another account/m);
    assert.match(loaded.notes.join("\n"), /^Not in the limits: what shared in us-east-1 takes\./m);
    const beside = plan([foreign, { name: "own" }], "own");
    assert.deepEqual(streamLines(beside), ["Kinesis stream hours 730", "Kinesis data in", "Kinesis data out"]);
    assert.doesNotMatch(beside.notes.join("\n"), /Not in the limits/);
    const own = plan([{ name: "mine", existing: true }], "mine");
    assert.match(own.notes.join("\n"), /mine in us-east-1 is an existing stream\. It is priced as on-demand/);
  });

  it("says what settings switch off, and is not paid", () => {
    const observability = { dashboard: false, tracing: false };
    const bare = planStage(settingsWith({ regions: ["ap-south-1"], observability }), LOAD, { today, prices: PRICES });
    assert.match(
      format(bare, "text").replace(/\s+/g, " "),
      /Not in the price: ap-south-1 has no dashboard \(observability\.dashboard is false\), no tracing \(/,
    );
  });
});
