import { spawn } from "node:child_process";
import { once } from "node:events";

import { columns } from "../shared/columns";
import { UserError } from "../shared/errors";
import { PROJECT } from "../shared/project";
import { measure, type Usage } from "./processes";
import { spread } from "./statistics";

/**
 * Measures a second `npm start -- --once`, with everything in caches: the time to its end, and the memory of all its
 * processes.
 * @param runs how often it is measured
 * @returns lines for people
 * @throws UserError if npm start fails
 */
export async function benchStart(runs: number): Promise<string[]> {
  const usages: Usage[] = [];
  for (let run = 0; run < runs + 1; run += 1) usages.push(await measure(startOnce));
  const [, ...counted] = usages;
  return [
    `npm start -- --once, everything cached, ${runs} runs after one that is not counted`,
    ...columns([
      ["wall s", "peak MB, all processes"],
      [
        spread(counted.map(({ wallSeconds }) => wallSeconds)),
        spread(
          counted.map(({ peakMb }) => peakMb),
          0,
        ),
      ],
    ]),
  ];
}

async function startOnce(): Promise<void> {
  const child = spawn("npm", ["start", "--", "--once"], { cwd: PROJECT, stdio: "ignore" });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new UserError(`npm start -- --once ended with ${String(code)}: run it alone to see why.`);
}
