import { UserError } from "../shared/errors";
import { type ChosenPipeline, withPipeline } from "../shared/stage";
import { smoke, type SmokeOptions } from "./smoke";

/**
 * Smoke tests all regions at the same time: each may wait for its own new key. Every line says whose it is, and the last
 * ones are the regions' results.
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
