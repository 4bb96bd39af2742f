import assert from "node:assert/strict";
import { appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

import { openWorkspace } from "@aerospike-kinesis/pulumi-engine";
import { engine, getEngineFirst, makeTemporaryDirectory } from "@aerospike-kinesis/test-support";
import { parse } from "yaml";

import { parseSettings } from "../../config/parse";
import { settingsSchema } from "../../config/schema";
import { openProgram, PROJECT } from "../support/program";

interface Declared {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
}

interface ProjectFile {
  readonly config: Readonly<Record<string, Declared>>;
  readonly template: {
    readonly description: string;
    readonly config: Readonly<Record<string, { readonly description?: string; readonly default?: string }>>;
  };
}

const readYaml = async (file: string): Promise<unknown> => parse(await readFile(file, "utf8"));

describe("the configuration in Pulumi.yaml", () => {
  let file: ProjectFile;
  before(async () => {
    file = (await readYaml(join(PROJECT, "Pulumi.yaml"))) as ProjectFile;
  });

  it("declares every setting with a description, and no other, but for the name that Pulumi takes for its own", () => {
    const names = Object.keys(settingsSchema.shape).filter((name) => name !== "secret");
    assert.deepEqual(Object.keys(file.config), names, "Pulumi.yaml: config");
    for (const [key, { description = "" }] of Object.entries(file.config)) assert.ok(description.length > 20, key);
  });

  it("gives the settings' own defaults", () => {
    const needed = { service: "orders", regions: ["eu-west-1"] };
    const defaults = Object.fromEntries(Object.entries(file.config).map(([key, declared]) => [key, declared.default]));
    assert.deepEqual(parseSettings("dev", { ...defaults, ...needed }), parseSettings("dev", needed));
  });

  it("has a type only where Pulumi refuses nothing that the program takes", () => {
    const typed = Object.entries(file.config).flatMap(([key, { type }]) => (type === undefined ? [] : [[key, type]]));
    assert.deepEqual(typed, [
      ["service", "string"],
      ["protect", "boolean"],
    ]);
  });
});

describe("a stage's file with declared configuration", function () {
  this.timeout(120_000);
  getEngineFirst();

  async function previewOf(text: string): Promise<string> {
    const settings = await makeTemporaryDirectory();
    await writeFile(join(settings, "Pulumi.dev.yaml"), text);
    const program = await openProgram({ settings });
    try {
      await program.workspace.init("dev");
      const { code, stdout, stderr } = await program.workspace.preview("dev");
      return code === 0 ? "ok" : stdout + stderr;
    } finally {
      await program.close();
      await rm(settings, { recursive: true });
    }
  }

  it("that is empty, fails with the program's own words, all at once", async () => {
    const output = await previewOf("config: { retention: 5, aerospike-kinesis:streams: 7 }\n");
    assert.match(output, /Pulumi\.dev\.yaml has 4 problems:/);
    assert.match(output, /service: expected 2 to 40 lower-case letters.*, got nothing/);
    assert.match(output, /regions: expected at least one AWS region, got \[\]/);
    assert.match(output, /streams: expected a list of streams, got 7/);
    assert.match(output, /retention: expected one of the keys service, .*, got an unknown key/);
  });

  it("of which a declared type is wrong, fails with Pulumi's own words for it, which README.md says", async () => {
    const output = await previewOf("config: { service: P, regions: [mumbai], protect: maybe }\n");
    assert.match(output, /configuration key 'protect' must be of type 'boolean'/);
    assert.doesNotMatch(output, /problems:/);
  });

  const streams = (keys: string) =>
    `[{ name: a, sets: { ${keys}, text: [s] }, acceptDeletesInOtherStream: true }, { name: b, default: true }]`;
  const stage = (keys: string, tag: string) =>
    `config: { aws:region: eu-west-1, service: orders, regions: [eu-west-1], streams: ${streams(keys)}, tags: { ${tag}: x } }`;

  it("fails where a key has no quotes and Pulumi changes it", async () => {
    const output = await previewOf(stage("010: [s], 1e3: [s]", "0123"));
    const expected = (key: string, found: string) =>
      `${key}: expected a key in quotes, because Pulumi changes one without (0123 becomes 83), got ${found} without quotes`;
    assert.match(output, /Pulumi\.dev\.yaml has 3 problems:/);
    assert.ok(output.includes(expected("streams[0].sets.010", "010")), output);
    assert.ok(output.includes(expected("streams[0].sets.1e3", "1e3")), output);
    assert.ok(output.includes(expected("tags.0123", "0123")), output);
  });

  it("takes such keys in quotes", async () => {
    assert.equal(await previewOf(stage('"010": [s], "1e3": [s], 8: [s]', '"0123"')), "ok");
  });

  it("takes values as pulumi config set writes them", async () => {
    const text = `config: { aws:region: eu-west-1, service: orders, regions: '["eu-west-1"]', api: '{"path":"p"}', protect: "false" }`;
    assert.equal(await previewOf(text), "ok");
  });
});

describe("pulumi new from a checkout", function () {
  this.timeout(180_000);
  getEngineFirst();

  it("makes a project of another name that previews", async () => {
    const directory = await makeTemporaryDirectory();
    try {
      const template = await mkdtemp(join(directory, "checkout-"));
      const filter = (path: string) => ![".git", "node_modules"].includes(basename(path));
      await cp(PROJECT, template, { recursive: true, filter });
      const project = join(directory, "payments-changes");
      const creator = await openWorkspace({
        engine: await engine(),
        project: PROJECT,
        directory: join(directory, "creator"),
      });
      const answers = ["--config", "service=payments", "--config", 'regions=["eu-west-1","eu-central-1"]'];
      const made = await creator.pulumi(
        ["new", template, "--dir", project, "--name", "payments-changes", "--stack", "dev", "--yes", ...answers].concat(
          "--force",
        ),
      );
      assert.equal(made.code, 0, made.stdout + made.stderr);
      const { name, template: left } = (await readYaml(join(project, "Pulumi.yaml"))) as {
        name: string;
        template?: unknown;
      };
      assert.deepEqual([name, left], ["payments-changes", undefined]);

      await symlink(join(PROJECT, "node_modules"), join(project, "node_modules"));
      const program = await openProgram({ project, settings: project });
      try {
        await program.workspace.init("dev");
        const { code, stdout, stderr, steps } = await program.workspace.preview("dev", {
          policyPacks: [join(PROJECT, "policies")],
        });
        assert.equal(code, 0, stdout + stderr);
        const pipelines = steps
          .filter(({ urn }) => urn.includes(":Pipeline::"))
          .map(({ urn }) => urn.split("::").at(-1));
        assert.deepEqual(pipelines.sort(), ["ingest-eu-central-1", "ingest-eu-west-1"]);

        await appendFile(join(project, "Pulumi.README.md"), "${oops}\n");
        const refused = await program.workspace.preview("dev");
        assert.notEqual(refused.code, 0);
        assert.match(
          refused.stdout + refused.stderr,
          /Pulumi\.README\.md:\d+: expected one of the values .*, got oops/,
        );
        assert.doesNotMatch(refused.stdout + refused.stderr, /\bat .*:\d+:\d+|unhandled/);
        assert.ok(!refused.steps.some(({ urn }) => urn.includes("aws:")), "it would build something");
      } finally {
        await program.close();
      }
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
