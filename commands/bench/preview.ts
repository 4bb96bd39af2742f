import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startLocalAws } from "@aerospike-kinesis/local-aws";
import { findEngine, openWorkspace } from "@aerospike-kinesis/pulumi-engine";
import { makeProcessDirectory } from "@aerospike-kinesis/pulumi-engine/process-directory";

import { columns } from "../shared/columns";
import { UserError } from "../shared/errors";
import { PREPARED_ACCOUNT } from "../shared/prepared-account";
import { PROJECT } from "../shared/project";
import { measure, type Usage } from "./processes";
import { median, spread } from "./statistics";

const REGIONS = [1, 10, 30] as const;

/**
 * Measures previews of 1, 10 and 30 regions: without a policy pack, with an empty one (the cost of the SDK itself) and
 * with ours, in turn. For "cold", the caches of the compilers are empty.
 * @param runs how often each case is measured
 * @returns lines for people
 * @throws UserError with the engine's own words if a preview fails
 */
export async function benchPreview(runs: number): Promise<string[]> {
  const rows: string[][] = [
    ["regions", "caches", "plain s", "empty pack s", "ratio", "our pack s", "ratio", "plain MB", "our pack MB"],
  ];
  for (const cold of [false, true]) {
    for (const regions of REGIONS) {
      const { none, empty, ours } = await inTurn(runs, (pack) => preview({ regions, cold, pack }));
      const wall = (usages: readonly Usage[]) => usages.map(({ wallSeconds }) => wallSeconds);
      const memory = (usages: readonly Usage[]) => usages.map(({ peakMb }) => peakMb);
      const ratio = (usages: readonly Usage[]) => (median(wall(usages)) / median(wall(none))).toFixed(2);
      rows.push([
        ...[String(regions), cold ? "cold" : "warm", spread(wall(none))],
        spread(wall(empty)),
        ratio(empty),
        spread(wall(ours)),
        ratio(ours),
        spread(memory(none), 0),
        spread(memory(ours), 0),
      ]);
    }
  }
  return [`pulumi preview of stage dev, ${runs} runs each, the cases in turn`, ...columns(rows)];
}

const PACKS = ["none", "empty", "ours"] as const;
export type Pack = (typeof PACKS)[number];

async function inTurn(runs: number, run: (pack: Pack) => Promise<Usage>): Promise<Record<Pack, Usage[]>> {
  const usages: Record<Pack, Usage[]> = { none: [], empty: [], ours: [] };
  for (let count = 0; count < runs; count += 1) {
    for (const pack of PACKS) usages[pack].push(await run(pack));
  }
  return usages;
}

export interface Case {
  readonly regions: number;
  readonly cold: boolean;
  readonly pack: Pack;
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
 * Previews stage dev in a workspace of its own.
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
    const packs = pack === "none" ? [] : [pack === "ours" ? join(PROJECT, "policies") : await emptyPack(directory)];
    await workspace.init("dev");
    return await measure(async () => {
      const { code, stdout, stderr } = await workspace.preview("dev", { policyPacks: packs });
      if (code !== 0) throw new UserError(`The preview failed:\n${stderr || stdout}`);
    });
  } finally {
    await aws.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
