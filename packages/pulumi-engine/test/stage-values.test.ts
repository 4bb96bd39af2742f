import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { EngineError } from "../src/errors";
import { stageValues } from "../src/stage-values";
import { findStages } from "../src/stages";

describe("a stage's settings without the CLI", () => {
  let directory: string;
  before(async () => {
    directory = await makeTemporaryDirectory();
  });
  after(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  const values = async (project: string, stage: string) => {
    writeFileSync(join(directory, "Pulumi.yaml"), `name: app\nruntime: nodejs\n${project}`);
    writeFileSync(join(directory, "Pulumi.dev.yaml"), stage);
    const stages = await findStages(directory);
    return stageValues(await stages.read("dev"), stages.project);
  };

  it("are those of its file, by full key", async () => {
    assert.deepEqual(
      await values("", 'config:\n  regions: [a, b]\n  app:count: 3\n  aws:config:region: a\n  text: "3"\n'),
      {
        "app:regions": ["a", "b"],
        "app:count": 3,
        "aws:region": "a",
        "app:text": "3",
      },
    );
  });

  it("come before those of the project", async () => {
    const project =
      "config:\n  one: 1\n  two: { default: 2, type: integer }\n  aws:region: { value: a }\n  list: [1]\n";
    assert.deepEqual(await values(project, "config:\n  app:one: 10\n"), {
      "app:one": 10,
      "app:two": 2,
      "aws:region": "a",
      "app:list": [1],
    });
  });

  it("are none where the files have none", async () => {
    assert.deepEqual(await values("", ""), {});
    assert.deepEqual(await values("config:\n", "config:\n"), {});
  });

  it("are not read where only the person's own Pulumi can open them", async () => {
    await assert.rejects(values("", "config:\n  app:key:\n    secure: v1:abc\n"), EngineError);
  });
});
