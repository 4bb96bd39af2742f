import { runCommandLine } from "../shared/command";
import { UsageError } from "../shared/errors";
import { benchGateway, benchPipeline } from "./pipeline";
import { benchPreview } from "./preview";
import { benchStart } from "./start";

const BENCHES: Readonly<Record<string, (runs: number) => Promise<string[]>>> = {
  start: benchStart,
  preview: benchPreview,
  pipeline: (runs) => benchPipeline(runs, 1000),
  gateway: () => benchGateway(100_000),
};

const usage = `npm run bench [-- --only NAME] [-- --runs N]

Measures whole processes on this machine: median (smallest-largest). Quote ratios: machines differ and are noisy.

  --only NAME  one of ${Object.keys(BENCHES).join(", ")}
  --runs N     of each case; 3 unless given`;

void runCommandLine({
  usage,
  options: { only: { type: "string" }, runs: { type: "string", default: "3" } },
  run: async ({ only, runs }) => {
    const problems = [
      ...(only !== undefined && !(only in BENCHES)
        ? [`--only: expected one of ${Object.keys(BENCHES).join(", ")}, got ${only}`]
        : []),
      ...(/^[1-9]\d?$/.test(runs) ? [] : [`--runs: expected a whole number from 1 to 99, got ${runs}`]),
    ];
    if (problems.length > 0) throw new UsageError(problems.join("\n"));
    for (const [name, bench] of Object.entries(BENCHES)) {
      if (only !== undefined && only !== name) continue;
      console.log(["", ...(await bench(Number(runs)))].join("\n"));
    }
    return 0;
  },
});
