import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ESLint } from "eslint";
import { PROJECT } from "./support/program";

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

  const forbidden: Record<string, string> = {
    "config/parse.ts": "../bin/stage",
    "connector/render.ts": "../config/parse",
    "components/place.ts": "../config/parse",
    "policies/index.ts": "../components/place",
    "local/records.ts": "../components/place",
    "local/aws/apigateway/find.ts": "../../../connector/render",
    "bin/smoke.ts": "../connector/render",
  };
  for (const [path, door] of Object.entries(forbidden)) {
    it(`keep ${path} from importing ${door}`, async () => {
      const rules = await broken(path, `import * as other from "${door}";\nexport { other };\n`);
      assert.ok(rules.includes("no-restricted-imports"), rules.join(", "));
    });
  }

  it("let a component import another and the connector's renderer", async () => {
    const code = `import * as a from "./place";\nimport * as b from "../connector/render";\nexport { a, b };\n`;
    assert.deepEqual(await broken("components/pipeline.ts", code), []);
  });

  it("let a file of local/ import its own room's connector/, which shares a name with another room", async () => {
    const code = `import * as connector from "../connector/connector";\nexport { connector };\n`;
    assert.deepEqual(await broken("local/start/deliver.ts", code), []);
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
