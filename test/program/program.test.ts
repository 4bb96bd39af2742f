import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Operation } from "@aerospike-kinesis/pulumi-engine";
import { openFirst } from "@aerospike-kinesis/test-support";
import { parse } from "yaml";

import { assertGolden, goldenUrns, typeOf } from "../support/golden";
import { openProgram, type Program, PROJECT } from "../support/program";
import { succeeded } from "../support/succeeded";

interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly protect?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

const POLICIES = {
  policyPacks: [join(PROJECT, "policies")],
  policyPackConfigs: [join(PROJECT, "policies", "config.dev.json")],
};

const mandatory = ({ violations }: Operation) =>
  violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");

const resourcesOf = async ({ workspace }: Program, stage: string): Promise<readonly StateResource[]> =>
  (await workspace.exportState(stage)).deployment.resources ?? [];

const isOfAws = (type: string): boolean => type.startsWith("aws:");

const isRegional = (type: string): boolean => isOfAws(type) && !type.startsWith("aws:iam/");

const isProvider = (type: string): boolean => type.startsWith("pulumi:providers:");

const lines = (texts: readonly string[]): string => `${[...texts].sort().join("\n")}\n`;

/** What an operation did, without what stayed and what belongs to the account and is only read, as `operation type`. */
const changes = ({ steps }: Operation): string[] =>
  steps.filter(({ op }) => op !== "same" && op !== "read").map(({ op, urn }) => `${op} ${typeOf(urn)}`);

/** The account's role for logs, which a stage only reads. */
const isRead = (type: string): boolean => type === "aws:apigateway/account:Account";

/** It is the stage's and shows all regions, so that it is no pipeline's. */
const isDashboard = (type: string): boolean => type === "aws:cloudwatch/dashboard:Dashboard";

const apiKeyIn = (connectorConfig: string): string => {
  const config = parse(connectorConfig) as {
    destinations: Record<string, { headers: Record<string, Record<string, string>> }>;
  };
  return String(config.destinations["aws-kinesis"]!.headers["additional-headers"]!["x-api-key"]);
};

/** Base64 of a text as it can stand within the Base64 of a longer one: without what its neighbours decide. */
const base64Within = (text: string): string[] =>
  [0, 1, 2].map((before) => {
    const encoded = Buffer.from("x".repeat(before) + text).toString("base64");
    return encoded.slice(Math.ceil((before * 4) / 3), encoded.length - 4);
  });

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe("stage dev on the real engine", function () {
  this.timeout(120_000);
  const program = openFirst(openProgram);
  before(() => program.workspace.init("dev"));
  let apiKey: string;

  it("previews without credentials, and breaks no rule of the policy pack as it comes", async () => {
    const preview = succeeded(await program.workspace.preview("dev", { policyPacks: POLICIES.policyPacks }));
    assert.deepEqual(mandatory(preview), []);
    assert.deepEqual(
      preview.diagnostics.filter(({ severity }) => severity !== "debug"),
      [],
    );
    assertGolden("urns.dev.txt", lines(preview.steps.map(({ urn }) => urn)));
  });

  it("comes up as the README says, with the policy pack and Pulumi's preview", async () => {
    const up = succeeded(await program.workspace.up("dev", { ...POLICIES, previewFirst: true }));
    assert.deepEqual(mandatory(up), []);
    const created = goldenUrns("urns.dev.txt").filter((urn) => !isRead(typeOf(urn)));
    assert.equal(up.changes.create, created.length);
    assert.deepEqual(up.violations, []);
  });

  it("puts out what a person needs next", async () => {
    const outputs = (await program.workspace.outputs("dev", { showSecrets: true })) as {
      pipelines: Record<string, Record<string, unknown>>;
      connectorConfig: Record<string, string>;
      readme: string;
    };
    const pipeline = outputs.pipelines["ap-south-1"]!;
    assert.match(String(pipeline.endpoint), /^https:\/\/127\.0\.0\.1:\d+\/.*\/dev\/kinesis$/);
    assert.deepEqual(pipeline.streams, {
      my_kinesis_stream: "arn:aws:kinesis:ap-south-1:123456789012:stream/my_kinesis_stream",
    });
    assert.match(String(pipeline.connectorSecretArn), /^arn:aws:secretsmanager:ap-south-1:123456789012:secret:/);
    apiKey = apiKeyIn(outputs.connectorConfig["ap-south-1"]!);
    assert.match(apiKey, /^[A-Za-z0-9]{20,128}$/);
    assert.ok(outputs.connectorConfig["ap-south-1"]!.includes(`- "${String(pipeline.endpoint)}"`));
    // Pulumi's console shows the output of this name.
    assert.ok(outputs.readme.includes(String(pipeline.endpoint)) && !outputs.readme.includes(apiKey), outputs.readme);
    assert.equal((await program.workspace.outputs("dev")).readme, outputs.readme, "it is a secret");
  });

  it("keeps the key's value out of outputs, state and everything else that was written", async () => {
    const outputs = JSON.stringify(await program.workspace.outputs("dev"));
    const state = JSON.stringify(await program.workspace.exportState("dev"));
    const files = await Promise.all(
      (await filesBelow(program.directory)).map(async (file) => [file, await readFile(file, "latin1")] as const),
    );
    assert.ok(
      files.some(([file]) => file.includes("stacks")),
      "the state's file is among them",
    );
    for (const [where, text] of [["outputs", outputs], ["state", state], ...files] as const) {
      for (const form of [apiKey, ...base64Within(apiKey)]) {
        assert.ok(!text.includes(form), `the key stands in ${where}`);
      }
    }
  });

  it("gives every child its parent, and every component its children", async () => {
    const resources = await resourcesOf(program, "dev");
    const children = resources.filter(({ type }) => isOfAws(type));
    for (const { urn, parent, type } of children) {
      if (isDashboard(type)) continue;
      assert.match(String(parent), /\$aerospike-kinesis:index:\w+::/, urn);
    }
    assert.equal(children.length, goldenUrns("urns.dev.txt").map(typeOf).filter(isOfAws).length);
  });

  it("changes nothing at a second up", async () => {
    const up = succeeded(await program.workspace.up("dev", { ...POLICIES, args: ["--expect-no-changes"] }));
    assert.deepEqual(changes(up), []);
  });

  const DEPLOYMENT = "create-replacement aws:apigateway/deployment:Deployment";
  const throttle = { ratePerSecond: 10, burst: 5 };

  it("changes the usage plan, and what watches it, after a throttle changed", async () => {
    const config = { "aerospike-kinesis:api": { throttle } };
    const done = changes(succeeded(await program.workspace.up("dev", { ...POLICIES, config })));
    assert.deepEqual(done.sort(), [
      "update aws:apigateway/usagePlan:UsagePlan",
      "update aws:cloudwatch/dashboard:Dashboard",
      "update aws:cloudwatch/metricAlarm:MetricAlarm",
    ]);
  });

  const changed: Record<string, [config: Record<string, unknown>, updated: string, replaced: string[]]> = {
    "the path": [
      { "aerospike-kinesis:api": { path: "events", throttle } },
      "update aws:apigateway/resource:Resource",
      // The connector's file names the endpoint, and a secret's version never changes: there is a new one. The settings of
      // a method are those of its path.
      [
        DEPLOYMENT,
        "create-replacement aws:apigateway/methodSettings:MethodSettings",
        "create-replacement aws:secretsmanager/secretVersion:SecretVersion",
      ],
    ],
    "a template": [
      {
        "aerospike-kinesis:api": { path: "events", throttle },
        "aerospike-kinesis:streams": [{ name: "my_kinesis_stream" }, { name: "second" }],
      },
      "update aws:apigateway/integration:Integration",
      [DEPLOYMENT],
    ],
  };
  for (const [what, [config, updated, replaced]] of Object.entries(changed)) {
    it(`redeploys after ${what} changed, and replaces neither stream nor API`, async () => {
      const done = changes(succeeded(await program.workspace.up("dev", { ...POLICIES, config })));
      for (const change of [updated, "update aws:apigateway/stage:Stage"]) {
        assert.ok(done.includes(change), `${change} is not among ${done.join(", ")}`);
      }
      assert.deepEqual(done.filter((change) => change.startsWith("create-replacement")).sort(), replaced);
    });
  }

  it("goes down and leaves nothing", async () => {
    succeeded(await program.workspace.destroy("dev"));
    assert.deepEqual(await resourcesOf(program, "dev"), []);
  });
});

describe("stage prod on the real engine", function () {
  this.timeout(180_000);
  const program = openFirst(openProgram);
  before(() => program.workspace.init("prod"));

  it("comes up in two regions, each resource in its pipeline's own", async () => {
    succeeded(await program.workspace.up("prod"));
    const state = await resourcesOf(program, "prod");
    assertGolden("urns.prod.txt", lines(state.filter(({ type }) => !isProvider(type)).map(({ urn }) => urn)));
    const resources = state.filter(({ type }) => isRegional(type));
    assert.equal(resources.length, goldenUrns("urns.prod.txt").map(typeOf).filter(isRegional).length);
    for (const { urn, inputs, type } of resources) {
      if (isDashboard(type)) continue;
      const name = String(urn.split("::").at(-1));
      assert.ok(name.startsWith(`ingest-${String(inputs?.region)}-`), `${urn} is in ${String(inputs?.region)}`);
    }
  });

  it("protects what cannot be made again", async () => {
    const resources = await resourcesOf(program, "prod");
    const types = resources.filter(({ protect }) => protect).map(({ type }) => type);
    const expected = [
      "aws:apigateway/apiKey:ApiKey",
      "aws:apigateway/restApi:RestApi",
      "aws:kinesis/stream:Stream",
      "aws:kms/key:Key",
      "aws:secretsmanager/secret:Secret",
    ];
    assert.deepEqual([...new Set(types)].sort(), expected);
    const all = goldenUrns("urns.prod.txt").map(typeOf);
    assert.equal(types.length, all.filter((type) => expected.includes(type)).length);
  });

  it("does not go down while it is protected", async () => {
    const destroy = await program.workspace.destroy("prod");
    assert.notEqual(destroy.code, 0);
    assert.match(destroy.stdout + destroy.stderr, /protect/);
    const streams = (await resourcesOf(program, "prod")).filter(({ type }) => type === "aws:kinesis/stream:Stream");
    assert.equal(streams.length, 2);
  });

  it("goes down once its protection is lifted, which the policy pack refuses (docs/operations.md)", async () => {
    const config = { "aerospike-kinesis:protect": false };
    const policyPackConfigs = [join(PROJECT, "policies", "config.prod.json")];
    const refused = await program.workspace.up("prod", { ...POLICIES, policyPackConfigs, config, previewFirst: true });
    assert.notEqual(refused.code, 0);
    assert.deepEqual([...new Set(mandatory(refused).map(({ policyName }) => policyName))], ["stateful-protected"]);
    succeeded(await program.workspace.up("prod", { config, previewFirst: true }));
    succeeded(await program.workspace.destroy("prod", { config, previewFirst: true }));
    assert.deepEqual(await resourcesOf(program, "prod"), []);
  });
});

describe("wrong settings on the real engine", function () {
  this.timeout(60_000);
  const program = openFirst(openProgram);
  before(() => program.workspace.init("dev"));

  it("fail with every problem, no stack trace and no resource", async () => {
    const config = {
      "aerospike-kinesis:service": "X",
      "aerospike-kinesis:retention": 5,
      "aerospike-kineses:protect": false,
      "aws:regoin": "eu-west-1",
      "aerospike-kinesis:regions": ["eu-west-1", "cn-north-1"],
      "aws:allowedAccountIds": [12345678901],
      "pulumi:autonaming": { mode: "verbatim" },
    };
    const up = await program.workspace.up("dev", { config });
    assert.notEqual(up.code, 0);
    const output = up.stdout + up.stderr;
    assert.match(output, /Pulumi\.dev\.yaml has 7 problems:/);
    assert.match(output, /service: expected 2 to 40 lower-case letters.*, got "X"/);
    assert.match(output, /retention: expected one of the keys service, .*, got an unknown key/);
    assert.match(output, /aerospike-kineses:protect: expected aerospike-kinesis:protect, got a namespace that nobody/);
    assert.match(output, /aws:regoin: expected aws:region, got an unknown key/);
    assert.match(output, /regions: expected regions of one partition.*, got eu-west-1 \(aws\); cn-north-1 \(aws-cn\)/);
    assert.match(output, /aws:allowedAccountIds: expected a list of account ids of 12 digits.*, got \[12345678901\]/);
    assert.match(output, /pulumi:autonaming: expected the mode default, .*, got \{"mode":"verbatim"\}/);
    assert.doesNotMatch(output, /at .*\.ts:\d+/);
    assert.deepEqual(
      up.steps.map(({ urn }) => typeOf(urn)).filter((type) => type !== "pulumi:pulumi:Stack"),
      [],
    );
  });
});
