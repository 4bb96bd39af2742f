import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { getEngineFirst, makeTemporaryDirectory } from "@aerospike-kinesis/test-support";
import { stringify } from "yaml";
import { z } from "zod";

import { parseSettings, type RawSettings } from "../../config/parse";
import { regionNames } from "../../config/regions";
import { settingsSchema } from "../../config/schema";
import { PROJECT } from "../support/program";
import { GIVEN, put, settingsToTry } from "../support/settings-values";

const TRIED = settingsToTry(settingsSchema, GIVEN);
const STAGES = Math.max(...TRIED.map(({ values }) => values.length));
const COPIED = ["commands", "components", "config", "connector", "packages", "policies", "index.ts"];
const COPIED_FILES = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "Pulumi.yaml",
  "Pulumi.README.md",
  "main.cjs",
];

/** The settings of the stage of this number: of each setting another value, with what depends on another put right. */
function stageOf(number: number): RawSettings {
  const settings: Record<string, unknown> = {};
  for (const { path, values } of TRIED) put(settings, path.split("."), values[number % values.length]);
  const { api, connector, streams, regions, observability } = settings as {
    readonly regions: unknown;
    readonly observability: { logKmsKeyArns: readonly string[]; readonly alarms: { topicArns: readonly string[] } };
    readonly api: { readonly integrationTimeoutMs: number };
    readonly connector: Record<string, unknown> & { readonly format: Record<string, unknown> };
    readonly streams: readonly { name?: string; default?: boolean; kmsKeyArns?: readonly string[] }[];
  };
  const callTimeout = Math.max(Number(connector["call-timeout"]), api.integrationTimeoutMs + 1);
  connector["call-timeout"] = callTimeout;
  connector["connect-timeout"] = Math.min(Number(connector["connect-timeout"]), callTimeout);
  const rest = streams.find((stream) => stream.default) ?? streams.at(-1);
  if (connector.streamname !== undefined) connector.streamname = rest?.name;
  // Copies: other stages have the same streams in other regions.
  settings.streams = streams.map((stream) => ({
    ...stream,
    kmsKeyArns: oneForEach(regionNames(regions), stream.kmsKeyArns ?? []),
  }));
  const names = regionNames(regions);
  const isRouted = streams.some((stream) =>
    Object.keys(stream).some((key) => ["namespaces", "sets", "default"].includes(key)),
  );
  if (names.length < 2 || (connector.regions === "every" && isRouted)) delete connector.regions;
  if (connector.regions === "every") {
    settings.regions = names.map((name, index) => ({ name, connector: { service: { port: [20_000 + index] } } }));
  }
  const { format } = connector;
  if (format.mode === "avro" && (format.schema === undefined) === (format["schema-file"] === undefined)) {
    format.schema = "{}";
    delete format["schema-file"];
  }
  const { alarms } = observability;
  observability.logKmsKeyArns = oneForEach(regionNames(regions), observability.logKmsKeyArns);
  alarms.topicArns = oneForEach(regionNames(regions), alarms.topicArns);
  return JSON.parse(JSON.stringify(settings)) as RawSettings;
}

/** One ARN for each region, made from one; none from none. */
const oneForEach = (regions: readonly string[], [arn]: readonly string[]): readonly string[] =>
  arn === undefined ? [] : regions.map((region) => arn.replace("eu-west-1", region));

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

describe("every command serves every allowed value of every setting", function () {
  this.timeout(300_000);
  getEngineFirst();
  const children = new Set<ChildProcess>();
  /** A copy of the project, one for all tests: what tsx compiles is compiled once. */
  let project: string;
  before(async () => {
    project = await makeTemporaryDirectory();
    for (const name of [...COPIED, ...COPIED_FILES]) {
      await cp(join(PROJECT, name), join(project, name), { recursive: true });
    }
    await symlink(join(PROJECT, "node_modules"), join(project, "node_modules"));
    await mkdir(join(project, "state"));
  });
  after(async () => {
    for (const child of children) child.kill("SIGKILL");
    await rm(project, { recursive: true, force: true });
  });

  /** Gives a stage of the copy these settings. */
  async function writeStage(stage: string, settings: RawSettings): Promise<void> {
    const config = Object.entries(settings).map(([key, value]) => [`aerospike-kinesis:${key}`, value] as const);
    await writeFile(join(project, `Pulumi.${stage}.yaml`), stringify({ config: Object.fromEntries(config) }));
    // The pack is told the stage's call-timeout, and what the stage does not show, as docs/operations.md says.
    const { connector, observability } = parseSettings(stage, settings);
    const dev = await readFile(join(PROJECT, "policies", "config.dev.json"), "utf8");
    const pack = JSON.parse(dev) as Record<string, unknown>;
    pack["integration-timeout"] = { callTimeoutMilliseconds: connector["call-timeout"] };
    if (!observability.accessLog) pack["stage-access-log"] = "advisory";
    if (!observability.executionLog) pack["stage-execution-log"] = "advisory";
    if (!observability.tracing) pack["stage-tracing"] = "advisory";
    await writeFile(join(project, "policies", `config.${stage}.json`), JSON.stringify(pack));
  }

  function run(...args: readonly string[]) {
    const child = spawn(process.execPath, ["--import", "tsx", ...args], {
      cwd: project,
      env: { ...process.env, XDG_STATE_HOME: join(project, "state") },
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += String(chunk)));
    const ended = once(child, "close").then(([code]): Ended => {
      children.delete(child);
      return { code: code as number | null, output };
    });
    const says = async (words: string): Promise<void> => {
      while (!output.includes(words)) {
        const over = await Promise.race([once(child.stdout, "data").then(() => false), ended.then(() => true)]);
        assert.ok(!over || output.includes(words), `it ended without saying ${words}:\n${output}`);
      }
    };
    return { child, ended, says, said: () => output };
  }

  async function passes(...args: readonly string[]): Promise<string> {
    const { code, output } = await run(...args).ended;
    assert.equal(code, 0, `${args.join(" ")}:\n${output}`);
    return output;
  }

  for (let number = 0; number < STAGES; number += 1) {
    const settings = stageOf(number);
    const { connector, api } = settings as {
      readonly connector: { readonly format: { readonly mode?: string } };
      readonly api: { readonly throttle: { readonly ratePerSecond: number } };
    };
    const isAvro = connector.format.mode === "avro";

    it(`npm start, smoke and connector-config: stage ${number}`, async () => {
      await writeStage("dev", settings);
      const start = run("commands/start/index.ts");
      await start.says("Running until Ctrl-C.");
      const said = start.said();
      assert.match(
        said.slice(0, said.indexOf("pulumi up of")),
        isAvro ? /mode is avro: npm start sends no/ : /Local AWS/,
      );
      if (isAvro) assert.match(said, /--data-binary @record\.avro/);
      else assert.match(said, /^6 sent, 6 stored byte for byte\.$/m);
      assert.match(await passes("commands/smoke/index.ts", "--local"), /^ok {3}\S+: \d+ checks$/m);
      for (const region of regionNames(settings.regions)) {
        assert.match(
          await passes("commands/connector-config/index.ts", "--local", "--region", region),
          /"?x-api-key"?: /,
        );
      }
      const [region = ""] = regionNames(settings.regions);
      // At one request a second a run takes ten minutes. test/commands/conformance/stages.test.ts does it by its own clock.
      if (api.throttle.ratePerSecond > 100) {
        const conformance = await passes("commands/conformance/index.ts", "--local", "--region", region);
        assert.match(conformance, /^Every promise holds\.$/m);
      }
      const cluster = ["--format", "asinfo", "--connector", "esp-1", "--namespace", "test"];
      const asinfo = await passes("commands/connector-config/index.ts", "--local", "--region", region, ...cluster);
      for (const own of parseSettings("dev", settings).regions) {
        // Where each region has its own port, XDR has a dc for each.
        if (own.region !== region && own.connector.regions !== "every") continue;
        // In failover all regions are one destination.
        const dc = own.connector.regions === "failover" ? "kinesis" : `kinesis-${own.region}`;
        assert.match(
          asinfo,
          new RegExp(`dc=${dc};node-address-port=esp-1:${own.connector.service.port[0]};action=add`),
        );
      }
      start.child.kill("SIGINT");
      assert.equal((await start.ended).code, 0, start.said());
    });

    it(`soak: stage ${number}`, async () => {
      await writeStage("dev", settings);
      const soaked = await passes("commands/soak/index.ts", ..."--store memory --records 30 --faults calm".split(" "));
      assert.equal(soaked.includes("mode is avro: the soak sends message-pack in its place"), isAvro);
    });
  }

  it("policy: all stages", async () => {
    const stages = Array.from({ length: STAGES }, (_, number) => [`s${number}`, stageOf(number)] as const);
    await rm(join(project, "Pulumi.dev.yaml"), { force: true });
    for (const [stage, settings] of stages) await writeStage(stage, settings);
    const judged = await passes("commands/policy/index.ts", "--all");
    for (const [stage] of stages) assert.match(judged, new RegExp(`\\b${stage}\\b`));
  });

  it("plan: all stages", async () => {
    for (let number = 0; number < STAGES; number += 1) {
      await writeStage("dev", stageOf(number));
      const load = "--records-per-second 10 --record-bytes 1000 --format markdown".split(" ");
      assert.match(await passes("commands/plan/index.ts", "--stage", "dev", ...load), /^# Stage `dev`: \d/);
    }
  });

  it("knows values for every setting, and names one that has none", () => {
    const more = z.strictObject({ ...settingsSchema.shape, unheardOf: z.custom<string>((value) => value === "x") });
    assert.throws(() => settingsToTry(more, GIVEN), /^Error: unheardOf: no values to try$/);
    for (let number = 0; number < STAGES; number += 1) parseSettings("dev", stageOf(number));
  });
});
