import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";
import { ESLint } from "eslint";

import { PROJECT } from "./support/program";

const ROOMS = ["index.ts", "config", "connector", "components", "policies", "packages", "commands", "test"];

/** The rules of .dependency-cruiser.cjs that a tree breaks, each with the file that breaks it. */
function violations(tree: string, ...places: string[]): string[] {
  const config = join(PROJECT, ".dependency-cruiser.cjs");
  const { stdout, stderr } = spawnSync(
    join(PROJECT, "node_modules", ".bin", "depcruise"),
    ["--config", config, "--ts-config", join(PROJECT, "tsconfig.json"), "--output-type", "json", ...places],
    { cwd: tree, encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  assert.notEqual(stdout, "", stderr);
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string }; from: string }[] } };
  return summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`).sort();
}

/** Runs a tool of node_modules over the whole project. */
function passes(tool: string, ...args: string[]): void {
  const bin = join(PROJECT, "node_modules", ".bin", tool);
  const { status, stdout, stderr } = spawnSync(bin, args, { cwd: PROJECT, encoding: "utf8" });
  assert.equal(status, 0, `${tool} ${args.join(" ")}\n${stdout}${stderr}`);
}

/** One for all: most of its time goes into reading the types of the whole project. */
const eslint = new ESLint({ cwd: PROJECT });

describe("the code", function () {
  this.timeout(300_000);

  it("has no type errors", () => {
    passes("tsc", "--noEmit", "--noCheck", "false");
  });

  it("breaks no lint rule", async () => {
    const results = await eslint.lintFiles(".");
    const formatter = await eslint.loadFormatter();
    assert.equal(await formatter.format(results), "");
  });

  it("keeps to the walls between its rooms, and has no cycle of imports", () => {
    assert.deepEqual(violations(PROJECT, ...ROOMS), []);
  });

  it("has no unused export, file or dependency", () => {
    passes("knip", "--no-progress");
  });

  it("is formatted", () => {
    passes("prettier", "--check", ".", "--log-level", "warn");
  });
});

describe("the walls between the rooms", function () {
  this.timeout(60_000);

  /** The rules that a file breaks if it stands at `path` and holds `code`. */
  async function broken(path: string, code: string): Promise<(string | null)[]> {
    const [result] = await eslint.lintText(code, { filePath: join(PROJECT, path) });
    return result!.messages.map(({ ruleId }) => ruleId);
  }

  const forbidden: Record<string, { door: string; rule: string }> = {
    "config/a.ts": { door: "../commands/shared/b", rule: "config-imports-only-config-and-components-and-connector" },
    "config/c.ts": { door: "../components/b", rule: "config-measures-only-text" },
    "connector/a.ts": { door: "../components/b", rule: "connector-imports-only-connector-and-config" },
    "connector/c.ts": { door: "../config/b", rule: "config-gives-types" },
    "components/a.ts": { door: "../config/b", rule: "config-gives-types" },
    "components/c.ts": {
      door: "../commands/shared/b",
      rule: "components-imports-only-components-and-config-and-connector",
    },
    "policies/rules/a.ts": { door: "../../components/b", rule: "policies-imports-only-policies" },
    "packages/local-aws/src/a.ts": { door: "../../../connector/b", rule: "packages-imports-only-packages" },
    "packages/local-aws/src/c.ts": { door: "../../../commands/shared/b", rule: "packages-imports-only-packages" },
    "packages/local-aws/src/d.ts": { door: "../../pulumi-engine/src/b", rule: "packages-open-through-doors" },
    "packages/local-aws/src/e.ts": { door: "../test/b", rule: "packages-know-nothing-of-the-tests" },
    "commands/smoke/a.ts": {
      door: "../../connector/b",
      rule: "commands-imports-only-commands-and-config-and-packages-and-policies",
    },
    "commands/smoke/c.ts": { door: "../soak/b", rule: "commands-share-through-shared" },
    "commands/smoke/e.ts": { door: "../../config/b", rule: "config-opens-to-stage-settings" },
    "commands/smoke/d.ts": { door: "../../packages/local-aws/src/b", rule: "packages-open-through-doors" },
    "commands/smoke/f.ts": { door: "../../policies/pack/b", rule: "the-pack-opens-through-doors" },
    "index.ts": { door: "./nowhere", rule: "no-unknown-module" },
  };
  const allowed: Record<string, string> = {
    "components/f.ts": "./b",
    "components/g.ts": "../connector/b",
    "commands/smoke/f.ts": "./b",
    "commands/smoke/g.ts": "../shared/b",
    "commands/smoke/h.ts": "../../packages/local-aws/index",
    "commands/policy/f.ts": "../../policies/finding",
  };
  const circle = { "config/y.ts": "./z", "config/z.ts": "./y" };

  it("keep out what they should, and nothing else", async () => {
    const imports = Object.fromEntries(Object.entries(forbidden).map(([file, { door }]) => [file, door]));
    const found = await inTemporaryDirectory(async (tree) => {
      const write = async (file: string, code: string) => {
        await mkdir(dirname(join(tree, file)), { recursive: true });
        await writeFile(join(tree, file), code);
      };
      for (const [file, door] of Object.entries({ ...imports, ...allowed, ...circle })) {
        await write(file, `import "${door}";\n`);
        if (/b$|index$|finding$/.test(door)) await write(`${join(dirname(file), door)}.ts`, "export {};\n");
      }
      await write("components/h.ts", `import type { B } from "../config/b";\nexport type { B };\n`);
      return violations(tree, ...(await readdir(tree)));
    });
    const expected = Object.entries(forbidden).map(([file, { rule }]) => `${rule}: ${file}`);
    assert.deepEqual(found, [...expected, "no-cycles: config/y.ts"].sort());
  });

  it("keep an Output out of a string and of JSON.stringify", async () => {
    const code = [
      `import type * as pulumi from "@pulumi/pulumi";`,
      "declare const output: pulumi.Output<string>;",
      "export const a = `x${output}`;",
      "export const b = JSON.stringify(output);",
      "",
    ].join("\n");
    const rules = await broken("components/place.ts", code);
    for (const rule of ["@typescript-eslint/restrict-template-expressions", "no-restricted-syntax"]) {
      assert.ok(rules.includes(rule), `${rule} is not among ${rules.join(", ")}`);
    }
  });

  it("keep the whole AWS package out of the program", async () => {
    const code = `import * as aws from "@pulumi/aws";\nexport const type = aws.kinesis.Stream;\n`;
    assert.ok((await broken("components/place.ts", code)).includes("no-restricted-syntax"));
  });

  it("leave no promise floating", async () => {
    const code = "Promise.resolve(1);\n";
    assert.ok((await broken("components/place.ts", code)).includes("@typescript-eslint/no-floating-promises"));
  });
});
