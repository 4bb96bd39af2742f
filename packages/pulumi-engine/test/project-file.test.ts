import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { projectFile, readProject } from "../src/project-file";

const project = (text: string, directory = "/project") => ({
  directory,
  file: "Pulumi.yaml",
  name: "app",
  settings: directory,
  text,
});

describe("a project's file in a workspace", () => {
  it("runs the program where it is", () => {
    assert.equal(projectFile(project("name: app\nruntime: nodejs\n")), "name: app\nruntime: nodejs\nmain: /project\n");
    assert.equal(projectFile(project("name: app\nmain: src/index.ts\n")), "name: app\nmain: /project/src/index.ts\n");
  });

  it("runs another entry in its place, compiled as the project is", () =>
    inTemporaryDirectory(async (directory) => {
      const tsconfig = join(directory, "tsconfig.json");
      await writeFile(tsconfig, "{}");
      assert.equal(
        projectFile(project("runtime: nodejs\n", directory), "/other/main.ts"),
        `runtime:\n  name: nodejs\n  options:\n    tsconfig: ${tsconfig}\nmain: /other/main.ts\n`,
      );
      assert.equal(
        projectFile(
          project("runtime:\n  name: nodejs\n  options:\n    tsconfig: mine.json\n", directory),
          "/other/main.ts",
        ),
        "runtime:\n  name: nodejs\n  options:\n    tsconfig: mine.json\nmain: /other/main.ts\n",
      );
    }));

  it("runs TypeScript in place of an entry that is JavaScript", () => {
    const text = "runtime:\n  name: nodejs\n  options: { typescript: false, nodeargs: --expose-gc }\n";
    const read = (main?: string) => projectFile(project(text), main);
    assert.match(read(), /typescript: false/);
    assert.match(read("/other/main.cjs"), /typescript: false/);
    assert.doesNotMatch(read("/other/main.ts"), /typescript: false/);
    assert.match(read("/other/main.ts"), /nodeargs: --expose-gc/);
  });

  it("names no tsconfig where the project has none", () => {
    assert.equal(projectFile(project("runtime: nodejs\n"), "/main.js"), "runtime: nodejs\nmain: /main.js\n");
  });

  it("keeps the component packages on this machine, by their absolute paths", () => {
    const text = "packages: { other: other@1.2.3, ours: ../ours }\n";
    assert.equal(projectFile(project(text)), "packages: { ours: /ours }\nmain: /project\n");
  });

  it("leaves out what is only for the person's own runs", () => {
    const text = `name: app
runtime: nodejs
author: somebody
website: https://example.com
license: MIT
stackConfigDir: stages
backend: { url: s3://state }
options: { refresh: always }
plugins: { providers: [{ name: aws, path: ../aws }] }
packages: { other: other@1.2.3 }
template: { config: { aws:region: { default: eu-west-1 } } }
requiredPulumiVersion: ">=99.0.0"
x-ours: 1
`;
    assert.equal(projectFile(project(text)), "name: app\nruntime: nodejs\nmain: /project\n");
    assert.equal(projectFile(project("name: app\nconfig: stages\n")), "name: app\nmain: /project\n");
  });

  it("keeps the settings of every stage, without what only an encrypted value could satisfy", () => {
    const text = `name: app
config:
  number: 0123
  app:typed: { type: object, secret: true }
  aws:region: eu-west-1
  aws:secretKey: { value: { secure: v1:x } }
`;
    assert.equal(
      projectFile(project(text)),
      `name: app
config:
  number: 0123
  app:typed: { type: object }
  aws:region: eu-west-1
  aws:secretKey: { value: "[encrypted]" }
main: /project
`,
    );
    assert.throws(() => projectFile(project("config:\n  key: { default: { secure: v1:x } }\n")), {
      name: "EngineError",
      message: /^Pulumi\.yaml: a local run cannot read the encrypted values of app:key\.default, /,
    });
  });
});

describe("a project", () => {
  const read = (files: Readonly<Record<string, string>>) =>
    inTemporaryDirectory(async (directory) => {
      for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
      const { file, name, settings } = await readProject(directory);
      return { file, name, settings: settings.replace(directory, "") };
    });

  it("is found by each name that the CLI takes, in its order", async () => {
    const [json, yaml, yml] = ['{ "name": "j" }', "name: y\n", "name: m\n"];
    assert.deepEqual(await read({ "Pulumi.yml": yml }), { file: "Pulumi.yml", name: "m", settings: "" });
    const both = { "Pulumi.yml": yml, "Pulumi.yaml": yaml };
    assert.equal((await read(both)).file, "Pulumi.yaml");
    assert.equal((await read({ ...both, "Pulumi.json": json })).name, "j");
  });

  it("says where its stages are, by the new key or the old one", async () => {
    const settings = async (text: string) => (await read({ "Pulumi.yaml": `name: app\n${text}` })).settings;
    assert.equal(await settings("stackConfigDir: stages/all\n"), "/stages/all");
    assert.equal(await settings("config: stages\n"), "/stages");
    // The CLI joins the two, whatever the second begins with.
    assert.equal(await settings("stackConfigDir: /stages\n"), "/stages");
    assert.equal(await settings("config: { a: { default: 1 } }\nstackConfigDir: stages\n"), "/stages");
    assert.equal(await settings("stackConfigDir:\n"), "");
    await assert.rejects(settings("stackConfigDir: a\nconfig: b\n"), {
      name: "EngineError",
      message:
        "Pulumi.yaml: expected one directory of the stage files, got stackConfigDir: a and config: b. " +
        "Keep stackConfigDir: Pulumi takes no file with both.",
    });
  });

  it("needs a file with a name", async () => {
    await assert.rejects(read({}), /EngineError: .* has no Pulumi\.yaml\. Restore it, or run this in a checkout\./);
    await assert.rejects(read({ "Pulumi.yaml": "" }), /expected the key name with the project's name, got nothing\./);
  });

  it("does not read a directory with its name", () =>
    inTemporaryDirectory(async (directory) => {
      await mkdir(join(directory, "Pulumi.json"));
      await writeFile(join(directory, "Pulumi.yaml"), "name: app\n");
      assert.equal((await readProject(directory)).file, "Pulumi.yaml");
    }));
});
