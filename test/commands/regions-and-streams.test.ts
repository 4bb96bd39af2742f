import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { readNotifications } from "@aerospike-kinesis/esp-simulator";
import { FAULT_NAMES, parseFaultRules, realFaultEnvironment } from "@aerospike-kinesis/local-aws/faults";
import { makeTemporaryDirectory, openFirst } from "@aerospike-kinesis/test-support";
import { parse } from "yaml";

import { stageTargets } from "../../commands/conformance/open-target";
import { watchFaults } from "../../commands/shared/faults";
import type { Pipelines } from "../../commands/shared/pipeline-outputs";
import { createProgress } from "../../commands/shared/progress";
import { openRunDirectory } from "../../commands/shared/runs";
import { timeoutsOf } from "../../commands/shared/stage-settings";
import { type Sending, sendThrough, type Sent } from "../../commands/start/send";
import { parseSettings } from "../../config/parse";
import { type Ended, personsEnvironment, resultsOf, startCommand } from "../support/deployed-command";
import { openProgram, type Program } from "../support/program";

const PASSPHRASE = "of the person";
const MUMBAI = "ap-south-1";
const IRELAND = "eu-west-1";
const REGIONS = [MUMBAI, IRELAND];

/** Stages whose second region differs from the first, and which have several streams. */
const STAGES = {
  every: {
    connector: { regions: "every" },
    streams: [{ name: "orders" }, { name: "archive", retentionHours: 48 }],
    regions: [MUMBAI, { name: IRELAND, connector: { service: { port: [8903] }, streamname: "archive" } }],
  },
  failover: {
    connector: { regions: "failover" },
    streams: [
      { name: "shop", namespaces: ["shop"] },
      { name: "baskets", sets: { users: ["basket"] }, acceptDeletesInOtherStream: true },
      { name: "rest", default: true },
    ],
    regions: [MUMBAI, { name: IRELAND, api: { throttle: { burst: 500 } } }],
  },
};

/** One change for each route: a namespace, a set, what has no route, and a delete without its set's name. */
const CHANGES = [
  { namespace: "shop", set: "x", key: "1", bins: { a: 1 } },
  { namespace: "users", set: "basket", key: "2", bins: { a: 1 } },
  { namespace: "users", set: "other", key: "3", bins: { a: 1 } },
  { namespace: "users", key: "2", op: "delete" },
  { namespace: "test", key: "4", bins: { a: 1 } },
];

/** A stage that is up, where `npm start` would have published it. */
interface Up extends Program {
  readonly pipelines: Pipelines;
  /** The directory of `npm start`'s runs. */
  readonly state: string;
  /** From now on Kinesis denies the API of {@link IRELAND} every record. */
  readonly denyIreland: () => void;
  readonly run: (command: string, ...args: readonly string[]) => Promise<Ended>;
  readonly runDeployed: (command: string, ...args: readonly string[]) => Promise<Ended>;
  /** Sends as `npm start` does. */
  readonly send: (region: string, options?: Partial<Sending>) => Promise<Sent & { readonly said: readonly string[] }>;
}

async function openStage(config: Readonly<Record<string, unknown>>): Promise<Up> {
  const state = await makeTemporaryDirectory();
  const settings = parseSettings("dev", { service: "orders", ...config });
  const faults = watchFaults({
    rules: parseFaultRules("AccessDenied", FAULT_NAMES),
    region: IRELAND,
    timeouts: timeoutsOf(settings),
    environment: realFaultEnvironment(1),
  });
  const program = await openProgram({ passphrase: PASSPHRASE }, faults.localAws);
  const { workspace, aws } = program;
  await workspace.init("dev");
  const up = await workspace.up("dev", { config });
  assert.equal(up.code, 0, up.stdout + up.stderr);
  const { pipelines } = (await workspace.outputs("dev")) as { pipelines: Pipelines };
  const runs = await openRunDirectory(join(state, "aerospike-kinesis", "runs"));
  await runs.publish({ startedAt: 0, stage: "dev", endpoint: aws.endpoint, ca: aws.ca, pipelines });
  const ca = join(state, "ca.pem");
  await writeFile(ca, aws.ca);
  const input = join(state, "changes.ndjson");
  await writeFile(input, CHANGES.map((change) => `${JSON.stringify(change)}\n`).join(""));
  return {
    ...program,
    pipelines,
    state,
    denyIreland: () => {
      faults.begin(pipelines);
    },
    run: (command, ...args) => startCommand(command, ["--local", ...args], { ...process.env, XDG_STATE_HOME: state }),
    runDeployed: async (command, ...args) =>
      startCommand(command, ["--stage", "dev", "--ca", ca, ...args], await personsEnvironment(program, PASSPHRASE)),
    send: async (region, options) => {
      const said: string[] = [];
      const sent = await sendThrough({
        region,
        outputs: pipelines[region]!,
        deployed: { aws, pipelines, workspace },
        notifications: await readNotifications(input, Date.now()),
        caFile: ca,
        progress: createProgress((line) => said.push(line)),
        signal: new AbortController().signal,
        ...options,
      });
      return { ...sent, said };
    },
    close: async () => {
      await program.close();
      await rm(state, { recursive: true, force: true });
    },
  };
}

/** The stream of each row of npm start's table. */
const streamsIn = ({ lines }: Sent): readonly string[] =>
  lines.flatMap((line) => /^(\S+) +[A-Za-z0-9+/]{27}= +shardId/.exec(line)?.[1] ?? []);

for (const [mode, config] of Object.entries(STAGES)) {
  describe(`the commands for a stage of two regions in mode ${mode}, with several streams`, function () {
    this.timeout(120_000);
    const stage = openFirst(() => openStage(config));
    const triedIn = (region: string): readonly string[] =>
      mode === "every" ? [region === MUMBAI ? "orders" : "archive"] : ["rest", "shop", "baskets"];

    for (const where of ["run", "runDeployed"] as const) {
      it(`smoke tries each region, and each stream that its file names there (${where})`, async () => {
        const ended = await stage[where]("smoke");
        assert.equal(ended.code, 0, ended.stdout + ended.stderr);
        assert.deepEqual(
          resultsOf(ended),
          REGIONS.map((region) => `ok   ${region}: ${triedIn(region).length * 5} checks`),
        );
        const unnamed = ended.stdout.match(/^\S+ +\S+ is not tried/gm) ?? [];
        assert.deepEqual(
          unnamed.map((line) => line.split(/ +/).slice(0, 2).join(" ")).sort(),
          mode === "every" ? [`${MUMBAI} archive`, `${IRELAND} orders`] : [],
        );
      });
    }

    it("connector-config gives every region the same file, with both addresses", async () => {
      const [mumbai, ireland] = await Promise.all([
        stage.run("connector-config", "--region", MUMBAI),
        stage.runDeployed("connector-config", "--region", IRELAND),
      ]);
      assert.deepEqual([mumbai.code, ireland.code], [0, 0], mumbai.stderr + ireland.stderr);
      assert.equal(mumbai.stdout, ireland.stdout);
      for (const region of REGIONS) assert.ok(mumbai.stdout.includes(stage.pipelines[region]!.endpoint), region);
      const { service } = parse(mumbai.stdout) as { service: { port: number[] } };
      assert.deepEqual(service.port, mode === "every" ? [8901, 8903] : [8901]);
    });

    it("logs shows the lines of each region", async () => {
      const ended = await stage.run("logs");
      assert.equal(ended.code, 0, ended.stdout + ended.stderr);
      for (const region of REGIONS) assert.match(ended.stdout, new RegExp(`^${region}, .*\nTIME .*\n\\S+  200 `, "m"));
    });

    it("npm start sends each change through each region, into the stream of its route", async () => {
      for (const region of REGIONS) {
        const sent = await stage.send(region);
        assert.equal(sent.missing, 0, sent.lines.join("\n"));
        assert.deepEqual(
          streamsIn(sent),
          mode === "every" ? [] : ["shop", "baskets", "rest", "rest", "rest"],
          sent.lines.join("\n"),
        );
        assert.match(sent.said.join("\n"), new RegExp(`^✔ 5 notifications through ${region} `, "m"));
      }
    });

    it("conformance takes one target in each region, and its other streams", async () => {
      const before = process.env.XDG_STATE_HOME;
      process.env.XDG_STATE_HOME = stage.state;
      try {
        const { regions, useTargets } = await stageTargets({ local: true });
        assert.deepEqual(regions, REGIONS);
        const taken: unknown[] = [];
        await useTargets(({ url, stream, otherStreams }) => {
          taken.push({ url, stream, otherStreams });
          return Promise.resolve();
        });
        assert.deepEqual(
          taken,
          REGIONS.map((region) => {
            const [stream = ""] = triedIn(region);
            const others = Object.keys(stage.pipelines[region]!.streams).filter((name) => name !== stream);
            return { url: stage.pipelines[region]!.endpoint, stream, otherStreams: others };
          }),
        );
      } finally {
        if (before === undefined) delete process.env.XDG_STATE_HOME;
        else process.env.XDG_STATE_HOME = before;
      }
    });

    it("npm start marks a region in which records are missing", async () => {
      stage.denyIreland();
      const sent = await stage.send(IRELAND, { patienceMs: 500 });
      assert.equal(sent.missing, CHANGES.length);
      assert.match(sent.said.at(-1) ?? "", new RegExp(`^✘ 5 notifications through ${IRELAND} `));
      const causes = sent.said.filter((line) => line.includes("sent again after"));
      assert.equal(causes.length, 1, sent.said.join("\n"));
      assert.match(causes[0]!, /HTTP 502 .*AccessDenied/);
    });
  });
}
