import { shortName } from "@aerospike-kinesis/pulumi-engine";
import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { KinesisClient } from "@aws-sdk/client-kinesis";

import { explain } from "../shared/account/explain";
import { ownPulumi } from "../shared/account/own-pulumi";
import { findStageAccount, type StageAccount } from "../shared/account/stage-account";
import { clientOptions } from "../shared/clients";
import { count } from "../shared/count";
import { UsageError, UserError } from "../shared/errors";
import { writeOrPrint } from "../shared/output-file";
import { PROJECT } from "../shared/project";
import { findPipelineParts, type FoundPipeline, type WantedPipeline } from "./found-pipeline";
import { importFile } from "./import-file";
import { judgeImport } from "./judge";
import { matchParts } from "./match";
import { plannedPipeline, plannedResources, regionsOf } from "./planned-pipeline";

export interface ImportOptions extends WantedPipeline {
  readonly stage: string;
  /** @defaultValue the stage's only region */
  readonly region?: string | undefined;
  /** The file to write. @defaultValue `import.<stage>.<region>.json` */
  readonly output?: string | undefined;
  /** File of certificates to trust beside Node's own. */
  readonly ca?: string | undefined;
  /** Takes each line that is for a person. */
  readonly report: (line: string) => void;
}

/**
 * Writes the file for `pulumi import`, for a pipeline that somebody built by hand.
 * @param options what to import, and into which stage
 * @param project the directory of Pulumi.yaml
 * @returns the file that was written; undefined if it could not be written, and was printed
 * @throws UserError with every problem; nothing is written then
 */
export async function importPipeline(options: ImportOptions, project = PROJECT): Promise<string | undefined> {
  const { stage, stream, report } = options;
  const pulumi = ownPulumi(project, stage);
  const { steps, error } = await pulumi.preview();
  const failed = error === undefined ? [] : [error];
  const program = plannedResources(steps);
  const regions = regionsOf(program);
  // Without a region, the program stopped before it built anything: its own words say all that is wrong.
  if (regions.length === 0 && error !== undefined) throw new UserError(error);
  const region = regionIn(regions, options.region);
  if (region === undefined) {
    const problem = regionProblem(regions, options.region);
    throw error === undefined ? new UsageError(problem) : refusal([error, problem]);
  }
  const planned = plannedPipeline(program, region);
  if (planned === undefined) throw new UserError(error ?? `expected the whole pipeline of ${region}, got a part of it`);
  const account = await findStageAccount(pulumi, stage, options.ca, project);
  const found = await readAccount(options, region, account);
  const judged = judgeImport(planned, found, options);
  const problems = [...failed, ...judged.problems];
  if (problems.length > 0) throw refusal(problems);
  const all = matchParts(planned, found, stream);
  const matches = all.filter((match) => match.planned.isNew);
  if (matches.length === 0) {
    throw new UserError(
      `Nothing was written: stage ${stage} has the ${count(all.length, "resource")} of this pipeline in ${region} already. ` +
        `Next: pulumi preview --stack ${stage} --diff, then pulumi up --stack ${stage}.`,
    );
  }
  const file = options.output ?? `import.${shortName(stage)}.${region}.json`;
  const text = `${JSON.stringify(importFile(matches, program), undefined, 2)}\n`;
  if (!(await writeOrPrint("--output", file, text))) return undefined;
  const present = all.length - matches.length;
  if (present > 0) {
    report(`The stage has ${count(present, "resource")} of this pipeline already. The file has the rest.`);
  }
  for (const note of judged.notes) report(`Note: ${note}`);
  report(`${file}: ${count(matches.length, "resource")}. Next:`);
  report(`  pulumi import --stack ${stage} --file ${file} --protect=false --generate-code=false`);
  report(`  pulumi preview --stack ${stage} --diff    # stream, API and key: update, never replace or create`);
  return file;
}

const refusal = (problems: readonly string[]): UserError =>
  new UserError(
    [
      `Nothing was written. ${count(problems.length, "problem")}:`,
      ...problems.map((one) => `  - ${one.replaceAll("\n", "\n    ")}`),
    ].join("\n"),
  );

function regionIn(regions: readonly string[], wanted: string | undefined): string | undefined {
  if (wanted === undefined) return regions.length === 1 ? regions[0] : undefined;
  return regions.includes(wanted) ? wanted : undefined;
}

const regionProblem = (regions: readonly string[], wanted: string | undefined): string =>
  `--region: expected one of the stage's regions (${[...regions].sort().join(", ")}), got ${wanted ?? "nothing"}.`;

async function readAccount(
  wanted: ImportOptions,
  region: string,
  { access, source, profile, environments, allowed }: StageAccount,
): Promise<FoundPipeline> {
  const optionsOf = clientOptions(region, access);
  const apiGateway = new APIGatewayClient(optionsOf("apigateway"));
  const kinesis = new KinesisClient(optionsOf("kinesis"));
  try {
    return await findPipelineParts({ apiGateway, kinesis }, wanted);
  } catch (error) {
    const accountId = allowed.join(", ") || "of these credentials";
    throw explain(error, { stage: wanted.stage, region, source, profile, environments, accountId });
  } finally {
    apiGateway.destroy();
    kinesis.destroy();
  }
}
