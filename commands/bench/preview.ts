import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { startLocalAws } from "@aerospike-kinesis/local-aws";
import { findEngine, openWorkspace } from "@aerospike-kinesis/pulumi-engine";
import { makeProcessDirectory } from "@aerospike-kinesis/pulumi-engine/process-directory";

import { columns } from "../shared/columns";
import { UserError } from "../shared/errors";
import { PREPARED_ACCOUNT } from "../shared/prepared-account";
import { PROJECT } from "../shared/project";
import { measure, type Usage } from "./processes";
import { USAGE_HEADINGS, usageCells } from "./statistics";

/** The policy pack of this project. */
export const OUR_PACK = join(PROJECT, "policies");

/** Whether the caches of compiled code are empty makes the same difference at any number of regions. */
const CASES = [
  { regions: 1, cold: true },
  { regions: 1, cold: false },
  { regions: 10, cold: false },
  { regions: 30, cold: false },
] as const;

/**
 * Measures previews of 1, 10 and 30 regions: without a policy pack, with an empty one (the cost of the SDK itself) and
 * with ours, in turn. For "cold", the caches of compiled code are empty.
 * @param runs how often each case is measured
 * @param otherPack directory of one more pack, such as an earlier version of ours
 * @returns lines for people
 * @throws UserError with the engine's own words if a preview fails
 */
export async function benchPreview(runs: number, otherPack?: string): Promise<string[]> {
  const rows = [["regions", "caches", "pack", ...USAGE_HEADINGS]];
  const directory = await makeProcessDirectory(tmpdir(), "aerospike-kinesis-bench-");
  try {
    const packs: Readonly<Record<string, string | undefined>> = {
      none: undefined,
      empty: await emptyPack(directory),
      ours: OUR_PACK,
      ...(otherPack !== undefined && { [otherPack]: resolve(otherPack) }),
    };
    for (const { regions, cold } of CASES) {
      const usages = Object.keys(packs).map((): Usage[] => []);
      for (let run = 0; run < runs; run += 1) {
        for (const [index, pack] of Object.values(packs).entries()) {
          usages[index]?.push(await preview({ regions, cold, ...(pack !== undefined && { pack }) }));
        }
      }
      const [none = []] = usages;
      for (const [index, name] of Object.keys(packs).entries()) {
        rows.push([String(regions), cold ? "cold" : "warm", name, ...usageCells(usages[index] ?? [], none)]);
      }
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  return [`pulumi preview of stage dev, ${runs} runs each, the cases in turn; ratios to no pack`, ...columns(rows)];
}

export interface Case {
  readonly regions: number;
  /** Whether the caches of compiled code are empty. */
  readonly cold: boolean;
  /** Directory of the policy pack. @defaultValue no pack judges */
  readonly pack?: string;
}

/** A pack without policies, below `directory`. */
async function emptyPack(directory: string): Promise<string> {
  const pack = join(directory, "empty-pack");
  await mkdir(pack);
  await symlink(join(PROJECT, "node_modules"), join(pack, "node_modules"));
  await writeFile(
    join(pack, "PulumiPolicy.yaml"),
    "runtime: { name: nodejs, options: { typescript: false } }\nmain: main.cjs\n",
  );
  const main = 'const { PolicyPack } = require("@pulumi/policy");\nnew PolicyPack("empty", { policies: [] });\n';
  await writeFile(join(pack, "main.cjs"), main);
  // The SDK reads the pack's version and its entry from it.
  await writeFile(join(pack, "package.json"), '{ "name": "empty", "version": "0.0.0", "main": "main.cjs" }');
  return pack;
}

/**
 * Previews stage dev in a workspace of its own, with the flags that a person gives.
 * @param options the number of regions, whether the caches of compiled code are empty, and which pack judges
 * @returns what the engine, the program and the pack used; the local AWS is in this process, and not counted
 * @throws UserError with the engine's own words if the preview fails
 */
export async function preview({ regions, cold, pack }: Case): Promise<Usage> {
  const directory = await makeProcessDirectory(tmpdir(), "aerospike-kinesis-bench-");
  const engine = await findEngine(() => undefined, { project: PROJECT });
  const aws = await startLocalAws({ ...PREPARED_ACCOUNT, store: "memory" });
  try {
    const workspace = await openWorkspace({
      engine,
      project: PROJECT,
      directory: join(directory, "pulumi"),
      providers: { aws: aws.providerPort },
      config: { regions: Array.from({ length: regions }, (_, index) => `eu-bench-${index}`) },
      ...(cold && { env: { TMPDIR: directory, AEROSPIKE_KINESIS_CACHE: join(directory, "cache") } }),
    });
    await workspace.init("dev");
    // It writes the stage's settings, which the preview reads.
    await workspace.settings("dev");
    const flags = ["--stack", "dev", ...(pack === undefined ? [] : ["--policy-pack", pack])];
    return await measure(async () => {
      const { code, stdout, stderr } = await workspace.pulumi(["preview", ...flags]);
      if (code !== 0) throw new UserError(`The preview failed:\n${stderr || stdout}`);
    });
  } finally {
    await aws.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
