import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFile } from "../../../../local/engine/project-file";
import { inTemporaryDirectory } from "../../../support/temporary-directory";

describe("a project's file in a workspace", () => {
  it("runs the program where it is", () => {
    assert.equal(
      projectFile("name: app\nruntime: nodejs\n", "/project"),
      "name: app\nruntime: nodejs\nmain: /project\n",
    );
    assert.equal(
      projectFile("name: app\nmain: src/index.ts\n", "/project"),
      "name: app\nmain: /project/src/index.ts\n",
    );
  });

  it("runs another entry in its place, compiled as the project is", () =>
    inTemporaryDirectory(async (project) => {
      const tsconfig = join(project, "tsconfig.json");
      await writeFile(tsconfig, "{}");
      assert.equal(
        projectFile("runtime: nodejs\n", project, "/other/main.ts"),
        `runtime:\n  name: nodejs\n  options:\n    tsconfig: ${tsconfig}\nmain: /other/main.ts\n`,
      );
      assert.equal(
        projectFile("runtime:\n  name: nodejs\n  options:\n    tsconfig: mine.json\n", project, "/other/main.ts"),
        "runtime:\n  name: nodejs\n  options:\n    tsconfig: mine.json\nmain: /other/main.ts\n",
      );
    }));

  it("names no tsconfig where the project has none", () => {
    assert.equal(projectFile("runtime: nodejs\n", "/project", "/main.js"), "runtime: nodejs\nmain: /main.js\n");
  });
});
