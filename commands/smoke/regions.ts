import { UserError } from "../shared/errors";
import type { ChosenPipeline } from "../shared/find-pipelines";
import { withPipeline } from "../shared/open-pipeline";
import { smoke, type SmokeOptions } from "./smoke";

/**
 * Tests all regions at the same time, because each may wait for its own new key. Each line begins with its region. The
 * last lines are the results of the regions.
 * @param pipelines one for each region
 * @param options who is told of each line, and how long to wait
 * @returns whether every region passed
 */
export async function smokeRegions(pipelines: readonly ChosenPipeline[], options: SmokeOptions): Promise<boolean> {
  const { report } = options;
  const results = await Promise.all(
    pipelines.map(async (chosen) => {
      const { region, outputs } = chosen;
      const reportOwn = (line: string) => {
        report(`${region}  ${line}`);
      };
      reportOwn(outputs.endpoint);
      try {
        const checks = await withPipeline(chosen, (pipeline) => smoke(pipeline, { ...options, report: reportOwn }));
        const failed = checks.filter(({ ok }) => !ok).length;
        const count = `${checks.length} checks`;
        return { region, ok: failed === 0, found: failed === 0 ? count : `${failed} of ${count} failed` };
      } catch (error) {
        // One region that cannot be reached says nothing about the others.
        return { region, ok: false, found: error instanceof UserError ? error.message : String(error) };
      }
    }),
  );
  for (const { region, ok, found } of results) report(`${ok ? "ok  " : "FAIL"} ${region}: ${found}`);
  return results.every(({ ok }) => ok);
}
