import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { makeProcessDirectory } from "@aerospike-kinesis/pulumi-engine/process-directory";

import { columns } from "../shared/columns";
import { UserError } from "../shared/errors";
import { PROJECT } from "../shared/project";
import { OUR_PACK, preview } from "./preview";
import { measure, type Usage } from "./processes";
import { USAGE_HEADINGS, usageCells } from "./statistics";

const PEERS = join(PROJECT, "bench", "peers");
const REGIONS = [1, 3, 10, 30] as const;

/** By the name of a column, what is measured for a number of regions. */
const WAYS: Readonly<Record<string, (regions: number) => Promise<Usage>>> = {
  "cdk synth": (regions) => synthesize(regions, false),
  "with cdk-nag": (regions) => synthesize(regions, true),
  ours: (regions) => preview({ regions, cold: true }),
  "ours with the pack": (regions) => preview({ regions, cold: true, pack: OUR_PACK }),
};

/**
 * Measures previews beside `cdk synth` of the same pattern, in turn and with empty caches. It installs the CDK first, into
 * bench/peers/.
 * @param runs how often each case is measured
 * @returns lines for people
 * @throws UserError if the CDK cannot be installed or fails, or if a preview fails
 */
export async function benchPeers(runs: number): Promise<string[]> {
  installPeers();
  const rows = [["regions", "way", ...USAGE_HEADINGS]];
  for (const regions of REGIONS) {
    const usages = Object.keys(WAYS).map((): Usage[] => []);
    for (let run = 0; run < runs; run += 1) {
      for (const [index, way] of Object.values(WAYS).entries()) usages[index]?.push(await way(regions));
    }
    const [, nag = []] = usages;
    for (const [index, name] of Object.keys(WAYS).entries()) {
      rows.push([String(regions), name, ...usageCells(usages[index] ?? [], nag)]);
    }
  }
  return [
    `previews beside cdk synth, cold, ${runs} runs each, the cases in turn; ratios to cdk synth with cdk-nag`,
    ...columns(rows),
  ];
}

function installPeers(): void {
  if (existsSync(join(PEERS, "node_modules", ".package-lock.json"))) return;
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { status } = spawnSync("npm", args, { cwd: PEERS, stdio: ["ignore", process.stderr, process.stderr] });
  if (status !== 0) throw new UserError(`npm ci failed in ${PEERS}: see above.`);
}

/** One `cdk synth`. cdk-nag has findings in this pattern, so the exit code is 1 then, and the templates are written. */
async function synthesize(regions: number, nag: boolean): Promise<Usage> {
  const output = await makeProcessDirectory(tmpdir(), "aerospike-kinesis-bench-");
  try {
    return await measure(async () => {
      const args = [
        "synth",
        "--quiet",
        "--app",
        "node app.cjs",
        "--output",
        output,
        "--no-version-reporting",
        "--no-notices",
      ];
      const child = spawn(join(PEERS, "node_modules", ".bin", "cdk"), args, {
        cwd: PEERS,
        env: { ...process.env, PEER_REGIONS: String(regions), PEER_NAG: String(nag) },
        stdio: "ignore",
      });
      const [code] = (await once(child, "exit")) as [number | null];
      const isComplete = existsSync(join(output, `ingest-${regions - 1}.template.json`));
      if (code !== (nag ? 1 : 0) || !isComplete) {
        throw new UserError(`cdk synth ended with ${String(code)}: run it in ${PEERS} to see why.`);
      }
    });
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}
