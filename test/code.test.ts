import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { copyFile, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { PROJECT } from "./support/program";

const ROOMS = [
  "index.ts",
  "bootstrap",
  "config",
  "connector",
  "components",
  "examples",
  "policies",
  "packages",
  "commands",
  "test",
];

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

/** Runs a script of package.json over the whole project. */
function passes(script: string): void {
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", script], { cwd: PROJECT, encoding: "utf8" });
  assert.equal(status, 0, `npm run ${script}\n${stdout}${stderr}`);
}

describe("the code", function () {
  this.timeout(300_000);

  it("has no type errors", () => {
    passes("typecheck");
  });

  it("breaks no lint rule", () => {
    passes("lint");
  });

  it("keeps to the walls between its rooms, and has no cycle of imports", () => {
    assert.deepEqual(violations(PROJECT, ...ROOMS), []);
  });

  it("has no unused export, file or dependency", () => {
    passes("unused");
  });

  it("is formatted", () => {
    passes("format:check");
  });
});

describe("the walls between the rooms", function () {
  this.timeout(60_000);

  const forbidden: Record<string, { door: string; rule: string }> = {
    "bootstrap/a.ts": { door: "../components/b", rule: "bootstrap-imports-only-bootstrap-and-config" },
    "config/a.ts": { door: "../commands/shared/b", rule: "config-imports-only-config-and-components-and-connector" },
    "config/c.ts": { door: "../components/b", rule: "config-measures-only-text" },
    "connector/a.ts": { door: "../components/b", rule: "connector-imports-only-connector-and-config" },
    "connector/c.ts": { door: "../config/b", rule: "config-gives-types" },
    "components/a.ts": { door: "../config/b", rule: "config-gives-types" },
    "components/c.ts": {
      door: "../commands/shared/b",
      rule: "components-imports-only-components-and-config-and-connector",
    },
    "examples/component/a.ts": { door: "../../config/b", rule: "examples-imports-only-examples-and-components" },
    "examples/component/c.ts": { door: "../../components/b", rule: "examples-use-the-door" },
    "policies/rules/a.ts": { door: "../../components/b", rule: "policies-imports-only-policies" },
    "policies/rules/c.ts": { door: "./b", rule: "rules-share-through-read" },
    "packages/local-aws/src/a.ts": { door: "../../../connector/b", rule: "packages-imports-only-packages" },
    "packages/local-aws/src/c.ts": { door: "../../../commands/shared/b", rule: "packages-imports-only-packages" },
    "packages/local-aws/src/d.ts": { door: "../../pulumi-engine/src/b", rule: "packages-open-through-doors" },
    "packages/local-aws/src/e.ts": { door: "../test/b", rule: "packages-know-nothing-of-the-tests" },
    "commands/smoke/a.ts": {
      door: "../../components/b",
      rule: "commands-imports-only-commands-and-config-and-connector-and-packages-and-policies",
    },
    "commands/smoke/j.ts": { door: "../../connector/b", rule: "connector-opens-to-the-xdr-side" },
    "commands/smoke/c.ts": { door: "../soak/b", rule: "commands-share-through-shared" },
    "commands/smoke/e.ts": { door: "../../config/b", rule: "config-opens-to-stage-settings" },
    "commands/smoke/d.ts": { door: "../../packages/local-aws/src/b", rule: "packages-open-through-doors" },
    "commands/smoke/i.ts": { door: "../../policies/pack/b", rule: "the-pack-opens-through-doors" },
    "index.ts": { door: "./nowhere", rule: "no-unknown-module" },
  };
  const allowed: Record<string, string> = {
    "components/f.ts": "./b",
    "components/g.ts": "../connector/b",
    "components/i.ts": "../config/quotas",
    "components/index.ts": "../config/b",
    "examples/component/f.ts": "../../components/index",
    "policies/rules/index.ts": "./b",
    "commands/smoke/f.ts": "./b",
    "commands/smoke/g.ts": "../shared/b",
    "commands/smoke/h.ts": "../../packages/local-aws/index",
    "commands/smoke/k.ts": "../../config/quotas",
    "commands/policy/f.ts": "../../policies/finding",
    "commands/connector-config/f.ts": "../../connector/xdr/b",
  };
  const circle = { "config/y.ts": "./z", "config/z.ts": "./y" };

  it("keep out what they should, and nothing else", async () => {
    const imports = Object.fromEntries(Object.entries(forbidden).map(([file, { door }]) => [file, door]));
    const found = await inTemporaryDirectory(async (tree) => {
      for (const [file, door] of Object.entries({ ...imports, ...allowed, ...circle })) {
        await write(join(tree, file), `import "${door}";\n`);
        const isFile = /(b|index|finding|quotas)$/.test(door);
        if (isFile) await write(`${join(tree, dirname(file), door)}.ts`, "export {};\n");
      }
      await write(join(tree, "components/h.ts"), `import type { B } from "../config/b";\nexport type { B };\n`);
      return violations(tree, ...(await readdir(tree)));
    });
    const expected = Object.entries(forbidden).map(([file, { rule }]) => `${rule}: ${file}`);
    assert.deepEqual(found, [...expected, "no-cycles: config/y.ts"].sort());
  });
});

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** oxlint holds most rules; ESLint the order of imports and the form of docstrings. */
describe("lint", function () {
  this.timeout(60_000);

  const OUTPUT = `import type * as pulumi from "@pulumi/pulumi";\ndeclare const output: pulumi.Output<string>;\n`;
  const broken: Record<string, { rule: string; file?: string; code: string }> = {
    "keeps an Output out of a string": {
      rule: "typescript(restrict-template-expressions)",
      code: `${OUTPUT}export const text = \`x\${output}\`;\n`,
    },
    "keeps an Output out of JSON.stringify": {
      rule: "eslint(no-restricted-properties)",
      code: `${OUTPUT}export const text = JSON.stringify(output);\n`,
    },
    "keeps an Output out of JSON.stringify in index.ts": {
      rule: "eslint(no-restricted-properties)",
      file: "index.ts",
      code: `${OUTPUT}export const text = JSON.stringify(output);\n`,
    },
    "keeps the whole AWS package out of the program": {
      rule: "eslint(no-restricted-imports)",
      code: `import * as aws from "@pulumi/aws";\nexport const type = aws.kinesis.Stream;\n`,
    },
    "leaves no promise floating": {
      rule: "typescript(no-floating-promises)",
      code: "Promise.resolve(1);\n",
    },
    "orders imports": {
      rule: "sort/imports",
      code: `import "node:fs";\nimport { b } from "./b";\nimport { a } from "./a";\nexport const c = [a, b];\n`,
    },
    "writes no properties as a spread of a literal": {
      rule: "no-restricted-syntax",
      code: "export const a = { ...{ b: 1, c: 2 }, d: 3 };\n",
    },
    "orders exports": {
      rule: "sort/exports",
      code: `export { b } from "./b";\nexport { a } from "./a";\n`,
    },
    "takes no hyphen after the name of a parameter": {
      rule: "jsdoc/require-hyphen-before-param-description",
      code: "/** @param a - a number */\nexport const f = (a: number): number => a;\n",
    },
    "takes no parameter in a docstring that the function has not": {
      rule: "jsdoc/check-param-names",
      code: "/** @param b a number */\nexport const f = (a: number): number => a;\n",
    },
    "takes no type in a docstring": {
      rule: "jsdoc/no-types",
      code: "/** @param {number} a a number */\nexport const f = (a: number): number => a;\n",
    },
    "wants a docstring of each exported function": {
      rule: "jsdoc/require-jsdoc",
      code: "export const f = (a: number): number => a;\n",
    },
    "wants each parameter in a docstring": {
      rule: "jsdoc/require-param",
      code: "/** Doubles. @returns a number */\nexport const f = (a: number): number => 2 * a;\n",
    },
    "wants in a docstring what a function returns": {
      rule: "jsdoc/require-returns",
      file: "commands/shared/f.ts",
      code: "/** @param a a number */\nexport function f(a: number): number {\n  return a;\n}\n",
    },
    "wants in a docstring what a function throws": {
      rule: "jsdoc/require-throws",
      file: "packages/esp-simulator/src/f.ts",
      code: "/** Fails. */\nexport function f(): void {\n  throw new Error();\n}\n",
    },
    "takes no blank line before the tags of a docstring": {
      rule: "jsdoc/tag-lines",
      file: "config/f.ts",
      code: "/**\n * Doubles.\n *\n * @param a a number\n */\nexport const f = (a: number): void => void a;\n",
    },
    "allows 150 lines of code": {
      rule: "eslint(max-lines)",
      code: "export {};\n".repeat(151),
    },
    "reads plain JavaScript, too": {
      rule: "eslint(no-undef)",
      file: "packages/a/src/a.cjs",
      code: "nobody();\n",
    },
  };
  /** The rules that are broken, each with its file. */
  let found: readonly string[];

  before(() =>
    inTemporaryDirectory(async (tree) => {
      for (const name of ["node_modules", "tsconfig.json"]) await symlink(join(PROJECT, name), join(tree, name));
      // Their patterns begin where they stand.
      for (const name of [".oxlintrc.json", "eslint.config.mjs"]) await copyFile(join(PROJECT, name), join(tree, name));
      const samples = Object.entries(broken).map(([name, { file, code }]) => [file ?? fileOf(name), code] as const);
      for (const [file, code] of samples) await write(join(tree, file), code);
      const lint = (tool: string): string => {
        const bin = join(PROJECT, "node_modules", ".bin", tool);
        const args = ["--format", "json", ...samples.map(([file]) => file)];
        const { stdout, stderr } = spawnSync(bin, args, { cwd: tree, encoding: "utf8" });
        assert.notEqual(stdout, "", stderr);
        return stdout;
      };
      const { diagnostics } = JSON.parse(lint("oxlint")) as { diagnostics: { code: string; filename: string }[] };
      const files = JSON.parse(lint("eslint")) as { filePath: string; messages: { ruleId: string }[] }[];
      found = [
        ...diagnostics.map(({ code, filename }) => `${filename}: ${code}`),
        ...files.flatMap(({ filePath, messages }) =>
          messages.map(({ ruleId }) => `${relative(realpathSync(tree), filePath)}: ${ruleId}`),
        ),
      ];
    }),
  );
  const fileOf = (name: string): string => `components/${name.replaceAll(/\W/g, "-")}.ts`;

  for (const [name, { rule, file }] of Object.entries(broken)) {
    it(name, () => {
      assert.ok(found.includes(`${file ?? fileOf(name)}: ${rule}`), found.join("\n"));
    });
  }
});
