import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { findStages, shortName, type Stages } from "../src/stages";

/** Calls `use` with the stages of a project that has these files; an empty text is an empty file. */
const withStages = <T>(files: Readonly<Record<string, string | Buffer>>, use: (stages: Stages) => T | Promise<T>) =>
  inTemporaryDirectory(async (directory) => {
    for (const [name, text] of Object.entries(files)) {
      const path = join(directory, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    return use(await findStages(directory));
  });

describe("the stages of a project", () => {
  it("are text in UTF-8, as Pulumi reads them", () =>
    withStages(
      { "Pulumi.yaml": "name: app\n", "Pulumi.dev.yaml": Buffer.from("# caf\xe9\n", "latin1") },
      async ({ read }) => {
        await assert.rejects(read("dev"), {
          name: "EngineError",
          message: "Pulumi.dev.yaml: expected text in UTF-8, got other bytes. Save the file as UTF-8.",
        });
      },
    ));

  it("are the files beside it that Pulumi takes for theirs", () =>
    withStages(
      {
        "Pulumi.yaml": "name: app\n",
        "Pulumi.prod.yaml": "",
        "Pulumi.dev.yaml": "config: { a: b }\n",
        "Pulumi.dev.eu.yaml": "",
        "Pulumi.dev.yaml.bak": "",
        ".#Pulumi.dev.yaml": "",
        "Pulumi.folder.yaml/file": "",
        "PulumiPolicy.yaml": "",
      },
      async ({ names, notes, fileOf, read }) => {
        assert.deepEqual([names, notes], [["dev", "dev.eu", "prod"], []]);
        assert.equal(fileOf("dev"), "Pulumi.dev.yaml");
        assert.deepEqual(await read("dev"), {
          stage: "dev",
          file: "Pulumi.dev.yaml",
          project: "app",
          text: "config: { a: b }\n",
        });
        assert.equal((await read("other")).text, "");
      },
    ));

  it("are only those in stackConfigDir, and a note says so", () =>
    withStages(
      {
        "Pulumi.yaml": "name: app\nstackConfigDir: deep/stages\n",
        "deep/stages/Pulumi.dev.yaml": "",
        "Pulumi.old.yaml": "",
      },
      ({ names, notes, fileOf }) => {
        assert.deepEqual(names, ["dev"]);
        assert.equal(fileOf("dev"), "deep/stages/Pulumi.dev.yaml");
        assert.deepEqual(notes, ["Pulumi.old.yaml is not read: Pulumi looks for deep/stages/Pulumi.old.yaml."]);
      },
    ));

  it("end as the project's file does", async () => {
    const files = { "Pulumi.a.yaml": "", "Pulumi.b.yml": "", "Pulumi.c.json": "{}" };
    for (const [project, text, found] of [
      ["Pulumi.yaml", "name: app\n", "a"],
      ["Pulumi.yml", "name: app\n", "b"],
      ["Pulumi.json", '{ "name": "app" }', "c"],
    ] as const) {
      await withStages({ ...files, [project]: text }, ({ names, notes }) => {
        assert.deepEqual(names, [found]);
        assert.equal(notes.length, 2, notes.join("\n"));
      });
    }
    await withStages({ ...files, "Pulumi.yaml": "name: app\n" }, ({ notes }) => {
      assert.deepEqual(notes, [
        "Pulumi.b.yml is not read: Pulumi looks for Pulumi.b.yaml.",
        "Pulumi.c.json is not read: Pulumi looks for Pulumi.c.yaml.",
      ]);
    });
  });

  it("are none if their directory does not exist yet", () =>
    withStages({ "Pulumi.yaml": "name: app\nstackConfigDir: stages\n" }, ({ names }) => {
      assert.deepEqual(names, []);
    }));

  it("have their settings under their short name", () => {
    assert.deepEqual(["dev", "app/dev", "acme/app/dev"].map(shortName), ["dev", "dev", "dev"]);
  });
});
