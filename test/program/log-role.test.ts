import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";

import { openWorkspace, type Operation, type Workspace } from "@aerospike-kinesis/pulumi-engine";
import { engine, makeTemporaryDirectory, openFirst } from "@aerospike-kinesis/test-support";

import { typeOf } from "../support/golden";
import { openProgram, type Program, PROJECT } from "../support/program";

const POLICIES = {
  policyPacks: [join(PROJECT, "policies")],
  policyPackConfigs: [join(PROJECT, "policies", "config.prod.json")],
};

const said = ({ stdout, stderr }: Operation): string => stdout + stderr;

/** An account in which nobody ran bootstrap/ yet, with both programs. */
interface NewAccount extends Program {
  readonly bootstrap: Workspace;
}

async function openNewAccount(): Promise<NewAccount> {
  const program = await openProgram({}, { hasLogRole: false });
  const directory = await makeTemporaryDirectory();
  const bootstrap = await openWorkspace({
    engine: await engine(),
    project: join(PROJECT, "bootstrap"),
    directory,
    providers: { aws: program.aws.providerPort },
  });
  return {
    ...program,
    bootstrap,
    close: async () => {
      await program.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

describe("an account without a role for API Gateway's logs", function () {
  this.timeout(300_000);
  const account = openFirst(openNewAccount);
  before(async () => {
    await account.workspace.init("prod");
    await account.bootstrap.init("account");
  });

  it("stops pulumi up of a stage at its preview, with all regions and what to do, and makes nothing", async () => {
    const up = await account.workspace.up("prod", { previewFirst: true });
    assert.notEqual(up.code, 0);
    assert.match(
      said(up),
      /API Gateway has no role to write logs with in ap-south-1, eu-west-1, so AWS would refuse this stage\./,
    );
    assert.match(said(up), /put these regions into bootstrap\/Pulumi\.account\.yaml/);
    assert.match(said(up), /pulumi up --stack account --cwd bootstrap/);
    assert.doesNotMatch(said(up), /\bat .*\.ts:\d+/);
    const { resources = [] } = (await account.workspace.exportState("prod")).deployment;
    assert.deepEqual(
      resources.filter(({ type, external }) => type.startsWith("aws:") && external !== true).map(({ urn }) => urn),
      [],
    );
  });

  it("previews a stage that writes no logs", async () => {
    const config = {
      "aerospike-kinesis:observability": { accessLog: false, executionLog: false, alarms: { enabled: false } },
    };
    const preview = await account.workspace.preview("prod", { config });
    assert.equal(preview.code, 0, said(preview));
    assert.ok(!preview.steps.some(({ urn }) => typeOf(urn) === "aws:apigateway/account:Account"));
  });

  it("is told what is wrong with the regions of bootstrap/", async () => {
    const regions = ["eu-west-1", "cn-north-1", "mumbai"];
    const up = await account.bootstrap.up("account", { config: { "aerospike-kinesis-bootstrap:regions": regions } });
    assert.notEqual(up.code, 0);
    assert.match(said(up), /Pulumi\.account\.yaml has 2 problems:/);
    assert.match(said(up), /regions\[2\]: expected an AWS region such as ap-south-1, got "mumbai"/);
    assert.match(said(up), /regions: expected regions of one partition.*cn-north-1 \(aws-cn\)/);
    assert.doesNotMatch(said(up), /\bat .*\.ts:\d+/);
  });

  it("is warned of a region that may not exist, as a stage is", async () => {
    const config = { "aerospike-kinesis-bootstrap:regions": ["eu-west-1", "eu-west-9"] };
    const preview = await account.bootstrap.preview("account", { config });
    assert.equal(preview.code, 0, said(preview));
    assert.match(said(preview), /regions: \\?"eu-west-9\\?" is no region that this version of the AWS package knows/);
  });

  const wrongValues: Record<string, [config: Record<string, unknown>, ...said: RegExp[]]> = {
    "a text in place of a list": [
      { "aerospike-kinesis-bootstrap:regions": "eu-west-1" },
      /has 1 problem:\s+- regions: expected a list of AWS regions.*, got "eu-west-1"/,
    ],
    "a list in quotes": [
      { "aerospike-kinesis-bootstrap:regions": "[eu-west-1]" },
      /- regions: expected a list of AWS regions.*, got "\[eu-west-1\]"/,
    ],
    "keys that nobody reads, and a provider in another partition": [
      {
        "aerospike-kinesis-bootstrap:regions": ["eu-west-1"],
        "aerospike-kinesis-bootstrap:region": "eu-west-1",
        "aerospike-kinesis-bootstrip:regions": ["eu-west-1"],
        "aws:region": "cn-north-1",
        "aws:profil": "ops",
      },
      /has 4 problems:/,
      /- region: expected one of the keys regions, got an unknown key/,
      /- aerospike-kinesis-bootstrip:regions: expected aerospike-kinesis-bootstrap:regions, got a namespace that/,
      /- aws:region: expected a region of the partition aws, as eu-west-1 in regions is, got "cn-north-1"/,
      /- aws:profil: expected aws:profile, got an unknown key/,
    ],
  };
  for (const [name, [config, ...expected]] of Object.entries(wrongValues)) {
    it(`is told by bootstrap/ at its preview of ${name}`, async () => {
      const up = await account.bootstrap.up("account", { config, previewFirst: true });
      assert.notEqual(up.code, 0);
      for (const pattern of expected) assert.match(said(up), pattern);
      assert.doesNotMatch(said(up), /\bat .*\.[jt]s:\d+|valid JSON/);
    });
  }

  it("gets the role in each region from bootstrap/, and then the stage comes up, held by the policy pack", async () => {
    const booted = await account.bootstrap.up("account");
    assert.equal(booted.code, 0, said(booted));
    const made = booted.steps.filter(({ op, urn }) => op === "create" && typeOf(urn).startsWith("aws:"));
    assert.deepEqual(made.map(({ urn }) => urn.split("::").at(-1)).sort(), [
      "account-ap-south-1",
      "account-eu-west-1",
      "api-gateway-logs",
      "api-gateway-logs-policy",
    ]);
    const up = await account.workspace.up("prod", POLICIES);
    assert.equal(up.code, 0, said(up));
    assert.deepEqual(up.violations, []);
  });

  it("changes nothing at a second run of bootstrap/", async () => {
    const again = await account.bootstrap.up("account", { args: ["--expect-no-changes"] });
    assert.equal(again.code, 0, said(again));
  });

  it("keeps the role when bootstrap/ and a stage are destroyed", async () => {
    const destroyed = await account.bootstrap.destroy("account");
    assert.equal(destroyed.code, 0, said(destroyed));
    const config = { "aerospike-kinesis:protect": false };
    assert.equal((await account.workspace.up("prod", { config })).code, 0);
    const down = await account.workspace.destroy("prod", { config });
    assert.equal(down.code, 0, said(down));
    const preview = await account.workspace.preview("prod");
    assert.equal(preview.code, 0, said(preview));
  });
});
