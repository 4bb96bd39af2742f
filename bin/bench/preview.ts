import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalAws } from "../../local/aws";
import { columns } from "../../local/columns";
import { UserError } from "../../local/command";
import { findEngine } from "../../local/engine/cli";
import { openWorkspace } from "../../local/engine/workspace";
import { measure, type Usage } from "./processes";
import { median, spread } from "./statistics";

const ROOT = join(__dirname, "..", "..");
const REGIONS = [1, 10, 30] as const;

/** Previews of 1, 10 and 30 regions, without and with the policy pack, in turn; compilers' caches emptied for "cold". */
export async function benchPreview(runs: number): Promise<string[]> {
  const rows: string[][] = [["regions", "caches", "plain s", "with pack s", "ratio", "plain MB", "with pack MB"]];
  for (const cold of [false, true]) {
    for (const regions of REGIONS) {
      const plain: Usage[] = [];
      const packed: Usage[] = [];
      for (let run = 0; run < runs; run += 1) {
        plain.push(await preview({ regions, cold, packs: [] }));
        packed.push(await preview({ regions, cold, packs: [join(ROOT, "policies")] }));
      }
      const wall = (usages: readonly Usage[]) => usages.map(({ wallSeconds }) => wallSeconds);
      const memory = (usages: readonly Usage[]) => usages.map(({ peakMb }) => peakMb);
      rows.push([
        String(regions),
        cold ? "cold" : "warm",
        spread(wall(plain)),
        spread(wall(packed)),
        (median(wall(packed)) / median(wall(plain))).toFixed(2),
        spread(memory(plain), 0),
        spread(memory(packed), 0),
      ]);
    }
  }
  return [`pulumi preview of stage dev, ${runs} runs each, plain and with the pack in turn`, ...columns(rows)];
}

interface Case {
  readonly regions: number;
  readonly cold: boolean;
  readonly packs: readonly string[];
}

async function preview({ regions, cold, packs }: Case): Promise<Usage> {
  const directory = await mkdtemp(join(tmpdir(), "aerospike-kinesis-bench-"));
  const engine = await findEngine(() => undefined);
  const aws = await startLocalAws({ store: "memory" });
  try {
    const workspace = await openWorkspace({
      engine,
      project: ROOT,
      directory: join(directory, "pulumi"),
      providers: { aws: aws.providerPort },
      config: { "aerospike-kinesis:regions": Array.from({ length: regions }, (_, index) => `eu-bench-${index}`) },
      // ts-node and tsx keep what they compiled below the temporary directory.
      ...(cold && { env: { TMPDIR: directory } }),
    });
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
