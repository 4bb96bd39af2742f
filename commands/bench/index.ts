import { existsSync } from "node:fs";
import { join } from "node:path";

import { runCommandLine } from "../shared/command";
import { UsageError } from "../shared/errors";
import { benchPeers } from "./peers";
import { benchGateway, benchPipeline } from "./pipeline";
import { benchPreview } from "./preview";
import { benchStart } from "./start";

const BENCHES: Readonly<Record<string, (runs: number, pack: string | undefined) => Promise<string[]>>> = {
  start: benchStart,
  preview: benchPreview,
  pipeline: (runs) => benchPipeline(runs, 1000),
  gateway: () => benchGateway(100_000),
};

const usage = `npm run bench -- [--only NAME | --peers] [--pack DIR] [--runs N]

Measures whole processes on this machine: median (smallest-largest). Compare ratios, not times: machines differ, and a
busy machine is slower.

  --only NAME  measures only one of ${Object.keys(BENCHES).join(", ")}
  --peers      measures only previews beside cdk synth of the same pattern; installs the CDK into bench/peers/
  --pack DIR   previews also with this policy pack, such as an earlier version of ours, with its packages
  --runs N     how often each case runs (default: 3)`;

void runCommandLine({
  usage,
  options: {
    only: { type: "string" },
    peers: { type: "boolean", default: false },
    pack: { type: "string" },
    runs: { type: "string", default: "3" },
  },
  read: ({ only, peers, pack, runs }) => {
    const problems = [
      ...(only !== undefined && !(only in BENCHES)
        ? [`--only: expected one of ${Object.keys(BENCHES).join(", ")}, got ${only}`]
        : []),
      ...(peers && only !== undefined ? ["--peers: takes no --only"] : []),
      ...(pack !== undefined && only !== "preview" ? ["--pack: needs --only preview"] : []),
      ...(pack !== undefined && !existsSync(join(pack, "PulumiPolicy.yaml"))
        ? [`--pack: expected a directory with a PulumiPolicy.yaml, got ${pack}`]
        : []),
      ...(/^[1-9]\d?$/.test(runs) ? [] : [`--runs: expected a whole number from 1 to 99, got ${runs}`]),
    ];
    if (problems.length > 0) throw new UsageError(problems.join("\n"));
    return { only, peers, pack, runs: Number(runs) };
  },
  run: async ({ only, peers, pack, runs }) => {
    if (peers) {
      console.log(["", ...(await benchPeers(runs))].join("\n"));
      return 0;
    }
    for (const [name, bench] of Object.entries(BENCHES)) {
      if (only !== undefined && only !== name) continue;
      console.log(["", ...(await bench(runs, pack))].join("\n"));
    }
    return 0;
  },
});
