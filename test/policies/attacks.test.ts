import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { getEngineFirst } from "@aerospike-kinesis/test-support";

import { openProgram, PROJECT } from "../support/program";
import { attacks, cases, UNCHANGED } from "./attacks/cases";
import { harmless } from "./attacks/harmless/cases";
import { type Attack, type Case, isAttackedBy } from "./attacks/harness/attack";
import { batchesOf, type Finding, findingsOf, PackFailure } from "./attacks/harness/run";
import { KNOWN_FALSE_FINDINGS, KNOWN_MISSES } from "./attacks/known-misses";

const NOTE = "not-evaluated-yet";

const FOLDER = join(__dirname, "attacks");
/** What attacks are made of and run by. */
const NO_KINDS = ["build", "harness", "programs"];

/** Every case that a file of a kind exports, by itself or in a list, and the file. */
async function casesInFiles(): Promise<readonly (readonly [file: string, Case])[]> {
  const folders = (await readdir(FOLDER, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && !NO_KINDS.includes(entry.name))
    .map(({ name }) => name);
  const found = await Promise.all(
    folders.map(async (folder) => {
      const files = (await readdir(join(FOLDER, folder))).map((name) => join(folder, name));
      return Promise.all(
        files.map(async (file) => {
          const exported: unknown[] = Object.values((await import(join(FOLDER, file))) as object);
          return exported
            .flat()
            .filter(isCase)
            .map((one) => [file, one] as const);
        }),
      );
    }),
  );
  return found.flat(2);
}

const isCase = (value: unknown): value is Case => typeof value === "object" && value !== null && "apply" in value;

/** Whether a mandatory rule finds an attack on what it attacks, or the note names it that nobody can read. */
function isFound(attack: Attack, findings: readonly Finding[]): boolean {
  const isAttacked = isAttackedBy(attack);
  return findings.some(
    ({ rule, level, names }) =>
      (attack.note ? rule === NOTE : level === "mandatory") &&
      (attack.rules?.includes(rule) ?? true) &&
      !attack.otherRules?.includes(rule) &&
      [...names].some(isAttacked),
  );
}

/** What is found in the pipeline of a case, as `rule resource`. */
const foundIn = ({ name }: Case, findings: readonly Finding[]): ReadonlySet<string> =>
  new Set(
    findings
      .filter(({ rule }) => rule !== NOTE)
      .flatMap(({ rule, names }) =>
        [...names]
          .filter((found) => found === name || found.startsWith(`${name}-`))
          .map((found) => `${rule} ${found.replaceAll(name, "")}`),
      ),
  );

describe("attacks on the program, on the real engine", function () {
  this.timeout(600_000);
  getEngineFirst();

  it("have names that tell their pipelines apart", () => {
    const names = cases.map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => !/^[a-z][a-z0-9-]{1,39}$/.test(name)),
      [],
    );
    assert.deepEqual(
      names.filter((name, index) => names.some((other, at) => at !== index && `${name}-`.startsWith(`${other}-`))),
      [],
    );
    const missing = [...KNOWN_MISSES, ...KNOWN_FALSE_FINDINGS].filter((name) => !names.includes(name));
    assert.deepEqual(missing, []);
  });

  it("are all in the list, as are harmless changes", async () => {
    const listed = new Set<unknown>(cases);
    const left = (await casesInFiles()).filter(([, one]) => !listed.has(one));
    assert.deepEqual(
      left.map(([file, { name }]) => `${name} of ${file}`),
      [],
    );
  });

  it("begin with a program in which no mandatory rule finds anything", async () => {
    const program = await openProgram();
    try {
      await program.workspace.init("prod");
      const { code, violations } = await program.workspace.preview("prod", {
        policyPacks: [`${PROJECT}/policies`],
        policyPackConfigs: [`${PROJECT}/policies/config.prod.json`],
      });
      assert.deepEqual(
        violations.filter(({ enforcementLevel }) => enforcementLevel !== "advisory"),
        [],
      );
      assert.equal(code, 0);
    } finally {
      await program.close();
    }
  });

  for (const [index, batch] of batchesOf(attacks).entries()) {
    const [{ kind, name, alone }] = batch as readonly [Attack, ...Attack[]];
    const title = alone ? `${kind}: ${name}` : `${batch.length} together, batch ${index + 1}`;
    it(`are found by a mandatory rule on what they attack, but for the known misses (${title})`, async () => {
      const findings = await findingsOf(batch).catch((error: unknown) => {
        // Who takes the pack down is not found, either.
        if (batch.length === 1 && error instanceof PackFailure) return [];
        throw error;
      });
      const missed = batch.filter((attack) => !isFound(attack, findings)).map((attack) => attack.name);
      const known = KNOWN_MISSES.filter((miss) => batch.some((attack) => attack.name === miss));
      assert.deepEqual(missed.sort(), [...known].sort());
    });
  }

  for (const [index, batch] of batchesOf<Case>(harmless).entries()) {
    it(`are told from harmless changes, in which nothing is found (batch ${index + 1})`, async () => {
      const [{ phase }] = batch as readonly [Case, ...Case[]];
      const findings = await findingsOf([{ ...UNCHANGED, ...(phase && { phase }) }, ...batch]);
      const always = foundIn(UNCHANGED, findings);
      assert.deepEqual(
        findings.filter(
          ({ level, names }) =>
            level === "mandatory" && [...names].some((name) => name.startsWith(`${UNCHANGED.name}-`)),
        ),
        [],
      );
      const wrong = batch.filter((change) => [...foundIn(change, findings)].some((found) => !always.has(found)));
      const known = KNOWN_FALSE_FINDINGS.filter((name) => batch.some((change) => change.name === name));
      assert.deepEqual(wrong.map(({ name }) => name).sort(), [...known].sort());
    });
  }
});
