import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { getEngineFirst, makeTemporaryDirectory } from "@aerospike-kinesis/test-support";
import type { Log } from "sarif";

import { type Format, format, FORMATS } from "../../../commands/policy/format";
import { type GateOptions, runGate } from "../../../commands/policy/gate";
import { exitCodeOf, type Finding, type GateReport, weightOf } from "../../../commands/policy/report";
import { createProgress } from "../../../commands/shared/progress";
import { PROJECT, STAGES } from "../../support/program";
import { LEAKED_KEY } from "./gate/leaked-key";

const PACK = join(PROJECT, "policies");

/** A day so many days from now, e.g. `2026-12-31`. */
const day = (days: number): string => new Date(Date.now() + days * 24 * 60 * 60_000).toISOString().slice(0, 10);

const violations = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ level }) => level === "mandatory");

describe("the gate on the real engine", function () {
  this.timeout(180_000);
  getEngineFirst();
  let directory: string;

  before(async () => {
    directory = await makeTemporaryDirectory();
  });
  after(() => rm(directory, { recursive: true, force: true }));

  const gate = async (options: Partial<GateOptions>): Promise<GateReport> =>
    runGate({
      project: PROJECT,
      settings: STAGES,
      directory: await mkdtemp(join(directory, "gate-")),
      progress: createProgress(() => undefined),
      ...options,
    });

  const writeConfiguration = async (configuration: unknown): Promise<string> => {
    const file = join(await mkdtemp(join(directory, "config-")), "config.dev.json");
    await writeFile(file, JSON.stringify(configuration));
    return file;
  };

  it("passes every stage", async () => {
    const report = await gate({});
    assert.deepEqual(
      report.stages.map(({ stage }) => stage),
      ["dev", "prod"],
    );
    for (const { stage, findings, problems, notes, resources, policies } of report.stages) {
      assert.deepEqual(problems, [], stage);
      assert.deepEqual(violations(findings), [], stage);
      assert.ok(resources > 30 && policies > 40, `${stage}: ${resources} resources, ${policies} policies`);
      // The tests' stages both have the guide's stream: in one account that cannot be.
      assert.deepEqual(
        notes.map((note) => note.replace(/ is stage .*/, "")),
        stage === "prod" ? ["the stream my_kinesis_stream in ap-south-1"] : [],
      );
      for (const { resource, position } of findings) assert.ok(position, `${String(resource?.urn)} has no line`);
    }
    assert.equal(exitCodeOf(report), 0);
  });

  describe("with a program that breaks rules, in a region that nobody knows", () => {
    const REGION = "xx-north-9";
    let report: GateReport;
    before(async () => {
      const settings = await mkdtemp(join(directory, "settings-"));
      const stage = await readFile(join(STAGES, "Pulumi.dev.yaml"), "utf8");
      await writeFile(
        join(settings, "Pulumi.dev.yaml"),
        stage.replace("regions: [ap-south-1]", `regions: [${REGION}]`),
      );
      report = await gate({ settings, stages: ["dev"], main: join(__dirname, "gate", "mutated.ts") });
    });

    it("tells what the program warns of, once for all its runs, and blocks nothing for it", () => {
      const [dev] = report.stages;
      assert.deepEqual(dev?.problems, []);
      assert.equal(dev.notes.length, 1, dev.notes.join("\n"));
      assert.match(
        String(dev.notes[0]),
        /^regions: "xx-north-9" is no region that this version of the AWS package knows/,
      );
      assert.equal(exitCodeOf({ ...report, stages: [{ ...dev, findings: [] }] }), 0);
      for (const name of Object.keys(FORMATS) as Format[]) assert.match(format(report, name), /xx-north-9/);
    });

    it("finds what a preview shows and what only an update does, by exactly the rules concerned", () => {
      const [dev] = report.stages;
      assert.deepEqual(dev?.problems, []);
      assert.deepEqual([...new Set(violations(dev.findings).map(({ policy }) => policy.name))].sort(), [
        "api-key-not-exposed",
        "api-key-not-written",
        "kinesis-stream-on-demand",
      ]);
      assert.equal(exitCodeOf(report), 1);
    });

    it("finds the key in an output that is no secret any more", () => {
      const leak = report.stages[0]?.findings.find(({ found }) =>
        /^the stack output connectorConfig\.xx-north-9 holds the value of the API key \S+, and is no secret\.$/.test(
          found,
        ),
      );
      const { file = "", line = 0 } = leak?.position ?? {};
      assert.equal(file, "test/commands/policy/gate/mutated.ts");
      assert.match(
        String(readFileSync(join(PROJECT, file), "utf8").split("\n")[line - 1]),
        /^export const connectorConfig/,
      );
    });

    it("points at the line of our code that makes the resource", () => {
      const [run] = (JSON.parse(format(report, "sarif")) as Log).runs;
      const result = run?.results?.find(({ ruleId }) => ruleId === "kinesis-stream-on-demand");
      assert.equal(result?.level, "error");
      const { artifactLocation, region } = result.locations?.[0]?.physicalLocation ?? {};
      const uri = String(artifactLocation?.uri);
      const line = readFileSync(join(PROJECT, uri), "utf8").split("\n")[Number(region?.startLine) - 1];
      assert.match(`${uri}: ${String(line)}`, /^components\/ingest-stream\.ts: .*new Stream\(/);
    });

    it("prints no key in any format", () => {
      for (const as of Object.keys(FORMATS) as Format[]) {
        const printed = format(report, as);
        assert.match(printed, /api-key-not-exposed/);
        assert.ok(!printed.includes(LEAKED_KEY), as);
      }
    });
  });

  const small = join(__dirname, "gate", "project");
  const lineIn = (program: string, start: string): number =>
    readFileSync(join(small, program), "utf8")
      .split("\n")
      .findIndex((line) => line.startsWith(start)) + 1;
  const found = (findings: readonly Finding[]): string[] =>
    findings.map(({ policy, resource }) => `${policy.name}: ${String(resource?.name)}`).sort();

  describe("with waivers, and resources that the local AWS does not have", () => {
    const UNSET = "encryptionType is not set: records lie on disk in clear text.";
    let report: GateReport;

    before(async () => {
      const waiver = { rule: "kinesis-stream-encrypted", reason: "OPS-1234", expires: day(1) };
      const list = [
        { ...waiver, resource: "*::stream" },
        { ...waiver, resource: "*::late", expires: day(-1) },
        // A rule that is disabled finds nothing.
        { ...waiver, rule: "kinesis-stream-on-demand", resource: "*::stream" },
      ];
      const policyConfig = await writeConfiguration({
        all: "disabled",
        "kinesis-stream-encrypted": "mandatory",
        waivers: { list },
        "stage-access-log": "mandatory",
        "stage-execution-log": "mandatory",
        "stage-tracing": "mandatory",
        "alarm-actions": "mandatory",
        "log-group-retention": { enforcementLevel: "mandatory", minimumDays: 7 },
      });
      report = await gate({
        stages: ["dev"],
        project: small,
        pack: PACK,
        policyConfig,
        main: join(small, "observed.cjs"),
      });
      assert.deepEqual(report.stages[0]?.problems, []);
    });

    const EXPIRED = 'the waiver of "kinesis-stream-encrypted" for "*::late"';
    const UNUSED = 'the waiver of "kinesis-stream-on-demand" for "*::stream"';

    /** What the gate says of the findings on a resource, and of those about a waiver: rule, level and what was found. */
    const judgementOn = (name?: string, waiver?: string) => {
      const isAbout = ({ resource, found }: Finding) =>
        resource === undefined ? waiver !== undefined && found.startsWith(waiver) : resource.name === name;
      const [dev] = report.stages;
      assert.ok(dev);
      const findings = dev.findings.filter(isAbout);
      return {
        exitCode: exitCodeOf({ ...report, stages: [{ ...dev, findings }] }),
        found: findings.map((finding) => `${weightOf(finding)} ${finding.policy.name}: ${finding.found}`).sort(),
        reasons: findings.flatMap(({ waived }) => (waived ? `${waived.until}: ${waived.reason}` : [])),
      };
    };

    it("says nothing else", () => {
      assert.equal(report.stages[0]?.findings.length, 5);
      assert.deepEqual(found(violations(report.stages[0].findings)), [
        "kinesis-stream-encrypted: late",
        "log-group-retention: access",
        "waivers-matched: undefined",
        "waivers: undefined",
      ]);
      assert.equal(exitCodeOf(report), 1);
    });

    it("passes an access log with its group, and notes what only the policies have judged", () => {
      assert.deepEqual(report.stages[0]?.notes, [
        "The local AWS does not model aws:sns/topicSubscription:TopicSubscription: judged from the program's values " +
          `alone: oncall (observed.cjs:${lineIn("observed.cjs", "new TopicSubscription")}).`,
      ]);
      assert.equal(judgementOn("access").exitCode, 1);
    });

    it("passes, and lists what is waived with the reason", () => {
      assert.deepEqual(judgementOn("stream"), {
        exitCode: 0,
        found: [`waived kinesis-stream-encrypted: ${UNSET}`],
        reasons: [`${day(1)}: OPS-1234`],
      });
    });

    it("fails once one has expired", () => {
      assert.deepEqual(judgementOn("late", EXPIRED), {
        exitCode: 1,
        found: [`mandatory kinesis-stream-encrypted: ${UNSET}`, `mandatory waivers: ${EXPIRED} expired on ${day(-1)}.`],
        reasons: [],
      });
    });

    it("fails if one matches nothing", () => {
      assert.deepEqual(judgementOn(undefined, UNUSED), {
        exitCode: 1,
        found: [`mandatory waivers-matched: ${UNUSED} covers nothing.`],
        reasons: [],
      });
    });
  });

  it("names what AWS would refuse with its line, and judges what comes after it", async () => {
    const report = await gate({
      stages: ["dev"],
      project: small,
      pack: PACK,
      main: join(small, "refused.cjs"),
      policyConfig: await writeConfiguration({
        all: "disabled",
        "kinesis-stream-encrypted": "mandatory",
        "secret-encrypted": { enforcementLevel: "mandatory", key: "customer" },
      }),
    });
    const [dev] = report.stages;
    assert.ok(dev);
    assert.equal(dev.problems.length, 1, dev.problems.join("\n"));
    assert.match(String(dev.problems[0]), /^The local AWS refuses refused \(refused\.cjs:\d+\): /);
    assert.match(
      String(dev.problems[0]),
      new RegExp(`:${lineIn("refused.cjs", "const refused")}\\).*[^]*retentionPeriod`),
    );
    assert.equal(dev.notes.length, 2, dev.notes.join("\n"));
    assert.match(
      dev.notes.join("\n"),
      /does not model minimumCompressionSize of aws:apigateway\/restApi:RestApi: .*with-more/,
    );
    assert.match(dev.notes.join("\n"), /does not model aws:kms\/externalKey:ExternalKey/);
    assert.deepEqual(found(violations(dev.findings)), ["kinesis-stream-encrypted: refused", "secret-encrypted: after"]);
    assert.equal(exitCodeOf(report), 2);
  });

  it("says what a remedy mended and what it left, and judges everything else", async () => {
    const report = await gate({
      stages: ["dev"],
      project: small,
      pack: PACK,
      policyConfig: await writeConfiguration({
        all: "disabled",
        "required-tags": { enforcementLevel: "remediate", tags: ["team", "owner"], values: { team: "data" } },
        "kinesis-stream-encrypted": "mandatory",
      }),
    });
    const [dev] = report.stages;
    assert.deepEqual(dev?.problems, []);
    const found = dev.findings.map(
      ({ policy, level, resource, found }) => `${String(resource?.name)} ${level} ${policy.name}: ${found}`,
    );
    assert.deepEqual(found.sort(), [
      "key mandatory required-tags: lacks the tag owner.",
      "key remediate required-tags: mended by the policy, not by the program.",
      "stream mandatory kinesis-stream-encrypted: encryptionType is not set: records lie on disk in clear text.",
      "stream mandatory required-tags: lacks the tag owner.",
      "stream remediate required-tags: mended by the policy, not by the program.",
    ]);
    assert.equal(exitCodeOf(report), 1);
  });

  const wrong = { project: small, settings: small, pack: join(__dirname, "gate", "pack") };

  describe("with a stage whose settings cannot be read, and a policy that gives up", () => {
    let report: GateReport;
    before(async () => {
      const settings = await mkdtemp(join(directory, "settings-"));
      await writeFile(join(settings, "Pulumi.broken.yaml"), "config: [");
      await writeFile(join(settings, "Pulumi.dev.yaml"), "config: {}");
      report = await gate({ ...wrong, settings, policyConfig: await writeConfiguration({ throws: "disabled" }) });
    });

    it("says which policy gave up on a value that a preview does not know, and fails", () => {
      const [, dev] = report.stages;
      assert.deepEqual(dev?.problems, ["reads-unknown gave up on key: it reads a value that a preview does not know."]);
      assert.equal(exitCodeOf({ ...report, stages: [dev] }), 2);
    });

    it("says which settings cannot be read, and judges the other stages", () => {
      const [broken, dev] = report.stages;
      assert.match(String(broken?.problems[0]), /^Pulumi\.broken\.yaml is not YAML: .* at line 1/);
      assert.equal(dev?.stage, "dev");
      assert.ok(!dev.problems.some((problem) => problem.includes("YAML")));
      assert.equal(exitCodeOf({ ...report, stages: [broken!] }), 2);
      assert.equal(exitCodeOf(report), 2);
    });
  });

  it("says which policy threw, and fails", async () => {
    const report = await gate({ ...wrong, policyConfig: await writeConfiguration({ "reads-unknown": "disabled" }) });
    assert.match(
      String(report.stages[0]?.problems[0]),
      /could not be previewed: [^]*policy 'throws'[^]*a mistake in the policy/,
    );
    assert.equal(exitCodeOf(report), 2);
  });

  it("says what is misspelled in a configuration, and fails", async () => {
    const file = await writeConfiguration({
      "integration-timeuot": { callTimeoutMilliseconds: 8000 },
      "secret-encrypted": { kye: 1 },
    });
    const { status, stdout } = policy("--stage", "dev", "--policy-config", file);
    assert.match(stdout, /config\.dev\.json: integration-timeuot: expected the name of a policy/);
    assert.match(
      stdout,
      /config\.dev\.json: secret-encrypted\.kye: expected one of key, enforcementLevel, got a key that does not exist/,
    );
    assert.equal(status, 2);
  });

  it("says which stages there are, and fails", () => {
    const { status, stderr } = policy("--stage", "nope");
    assert.match(stderr, /--stage: expected one of .+, got nope\./);
    assert.doesNotMatch(stderr, /at .*\.ts/);
    assert.equal(status, 2);
  });

  it("says before it judges that a file cannot be written", () => {
    const { status, stdout, stderr } = policy("--stage", "dev", "--output", "/nowhere/gate.json");
    assert.deepEqual(
      [status, stdout, stderr],
      [
        2,
        "",
        "--output: expected a file that can be written, got /nowhere/gate.json: there is no directory /nowhere.\n",
      ],
    );
  });

  function policy(...args: string[]) {
    return spawnSync(process.execPath, ["--import", "tsx", join(PROJECT, "commands", "policy", "index.ts"), ...args], {
      cwd: PROJECT,
      encoding: "utf8",
    });
  }
});
