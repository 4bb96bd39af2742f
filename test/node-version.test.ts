import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { nodeProblem } from "../commands/setup/node-version.mjs";
import { PROJECT } from "./support/program";
import { sources, workflows } from "./support/workflows";

const read = (file: string) => readFileSync(join(PROJECT, file), "utf8");
const json = (file: string) => JSON.parse(read(file)) as Record<string, Record<string, string>>;

const range = json("package.json").engines!.node!;
/** The major versions that the range names. */
const majors = [...range.matchAll(/(\d+)\.\d+\.\d+/g)].map(([, major]) => major!);
const { packages: locked } = JSON.parse(read("package-lock.json")) as {
  packages: Record<string, { engines?: { node?: string } }>;
};
const recommended = read(".node-version").trim();

describe("the versions of Node", () => {
  it("are those that the dependencies take, but for 20, which Pulumi's SDK does not name", () => {
    // Of all dependencies, ESLint takes the fewest versions.
    assert.equal(range, locked["node_modules/eslint"]!.engines!.node!.replace(">=24", ">=24.0.0"));
    assert.equal(locked["node_modules/@pulumi/pulumi"]!.engines!.node, ">=22");
  });

  const directories = Object.keys(locked).filter((path) => !path.includes("node_modules/"));
  for (const file of directories.map((path) => join(path, "package.json"))) {
    it(`are those of ${file}`, () => {
      assert.equal(json(file).engines?.node, range, file);
    });
  }

  it("are the same in package-lock.json", () => {
    assert.ok(directories.length > 1);
    for (const path of directories) assert.equal(locked[path]!.engines!.node, range, `package-lock.json: ${path}`);
  });

  it("are all tested, and the workflows run the recommended one", () => {
    assert.deepEqual(workflows["checks.yml"]!.jobs.test!.strategy!.matrix!["node-version"], majors);
    assert.ok(majors.includes(recommended));
    assert.match(sources["actions/setup/action.yml"]!, /node-version-file: .*'\.node-version'/);
    for (const [file, text] of Object.entries(sources)) {
      assert.doesNotMatch(text, /node-version: *"?\d/, `${file} names a version of its own`);
    }
  });

  it("are told by the README", () => {
    assert.match(read("README.md"), new RegExp(`Use Node ${recommended}\\b`));
    for (const [, version] of range.matchAll(/\^(\d+\.\d+)\.0/g)) {
      assert.match(read("README.md"), new RegExp(`from ${version!.replace(".", "\\.")}\\)`));
    }
  });

  it("have the types of the lowest, so that nothing newer is used unseen", () => {
    assert.equal(json("package.json").devDependencies!["@types/node"]!.split(".")[0], majors[0]);
  });

  for (const [version, good] of Object.entries({
    "18.20.8": false,
    "20.18.3": false,
    "20.19.0": true,
    "21.7.3": false,
    "22.12.0": false,
    "22.23.3": true,
    "23.11.0": false,
    "24.0.0": true,
    "26.10.0": true,
  })) {
    it(`${good ? "include" : "do not include"} ${version}`, () => {
      const problem = nodeProblem(version);
      assert.equal(problem === undefined, good, problem);
      if (problem !== undefined) {
        assert.ok(problem.includes(version) && problem.includes(`Install Node ${recommended} `));
      }
    });
  }

  it("are checked before anything is installed", () => {
    const preload = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.8" } })`;
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        "--import",
        `data:text/javascript,${encodeURIComponent(preload)}`,
        join(PROJECT, "commands", "setup", "index.mjs"),
      ],
      { encoding: "utf8" },
    );
    assert.equal(status, 1);
    assert.match(stderr, /^Node 18\.20\.8 found, but this project needs .*\n$/);
  });
});
