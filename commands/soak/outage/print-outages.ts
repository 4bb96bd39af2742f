import { outageLines, outageProblems } from "./report";
import { soakRegions, type SoakRegionsOptions } from "./soak-regions";

/**
 * Lets a region die in each way, and prints what every path came to.
 * @param options the mode and how much is sent; `json` prints JSON
 * @returns the exit code: 0 if nothing is lost and no path noticed the death of a region that it does not need, else 1
 */
export async function printOutages(options: SoakRegionsOptions & { readonly json: boolean }): Promise<0 | 1> {
  const reports = await soakRegions(options);
  const problems = outageProblems(reports);
  console.log(
    options.json
      ? JSON.stringify({ mode: options.mode, sound: problems.length === 0, problems, paths: reports }, undefined, 2)
      : ["", ...outageLines(options.mode, reports), "", ...problems].join("\n"),
  );
  return problems.length === 0 ? 0 : 1;
}
