import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { version as installed } from "@pulumi/pulumi/version";

import { PROJECT } from "./support/program";

const read = (file: string): string => readFileSync(join(PROJECT, file), "utf8");
const version = read(".pulumi.version").trim();
const { packages } = JSON.parse(read("package-lock.json")) as {
  packages: Record<string, { version?: string; dependencies?: Record<string, string> }>;
};
const SDK = "@pulumi/pulumi";
const BUILD = "packages/pulumi-engine/src/build";
const WRITE = "Run npm run pulumi-version.";

/** The workspaces of npm that depend on the SDK; the project itself is "". */
const dependents = Object.entries(packages).flatMap(([path, { dependencies = {} }]) =>
  !path.includes("node_modules/") && SDK in dependencies ? [path] : [],
);

describe("the version of Pulumi in .pulumi.version", () => {
  for (const path of dependents) {
    const file = join(path, "package.json");
    it(`is that of ${file}`, () => {
      const { dependencies } = JSON.parse(read(file)) as { dependencies: Record<string, string> };
      assert.equal(dependencies[SDK], version, `${file}: ${WRITE}`);
    });
  }

  it("is that of package-lock.json, and of what is installed", () => {
    assert.ok(dependents.length > 1);
    for (const path of dependents) assert.equal(packages[path]?.dependencies?.[SDK], version, WRITE);
    assert.equal(packages[`node_modules/${SDK}`]?.version, version, `package-lock.json: ${WRITE}`);
    assert.equal(installed, version, `node_modules: ${WRITE}`);
  });

  for (const file of ["go.mod", "go.sum"]) {
    it(`is that of ${BUILD}/${file}`, () => {
      const found = [...read(join(BUILD, file)).matchAll(/github\.com\/pulumi\/pulumi\/(pkg|sdk)\/v3 v([\d.]+)/g)];
      assert.deepEqual(
        new Set(found.map(([, module, of]) => `${module} ${of}`)),
        new Set([`pkg ${version}`, `sdk ${version}`]),
        `${file}: ${WRITE}`,
      );
    });
  }

  it("stands nowhere else", () => {
    const WRITTEN = [".pulumi.version", "package-lock.json", `${BUILD}/go.mod`, `${BUILD}/go.sum`];
    const named = filesOf("").filter((file) => !WRITTEN.includes(file) && read(file).includes(version));
    assert.deepEqual(named.sort(), dependents.map((path) => join(path, "package.json")).sort());
  });
});

/** Every file of the checkout that people write, below a directory. CHANGELOG.md tells what was. */
function filesOf(directory: string): string[] {
  return readdirSync(join(PROJECT, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if ([".git", ".ci", "node_modules", "CHANGELOG.md"].includes(entry.name)) return [];
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}
