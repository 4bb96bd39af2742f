import { shortName, type Stages } from "@aerospike-kinesis/pulumi-engine";

import { UsageError } from "./errors";
import { show } from "./flags/show";

/**
 * Finds the stages that have no file.
 * @param stages the project's
 * @param wanted as they were typed, may be with organization and project; undefined if there was none
 * @returns a line for each of them, with the stages that have a file
 */
export function unknownStageProblems(
  { names, fileOf }: Stages,
  wanted: readonly (string | undefined)[],
): readonly string[] {
  const expected = names.join(", ") || "the stages that have a file, and there is none";
  return wanted
    .map((typed) => ({ typed, name: shortName(typed ?? "") }))
    .filter(({ name }) => !names.includes(name))
    .map(({ typed, name }) =>
      name === ""
        ? `--stage: expected one of ${expected}, got ${show(typed)}.`
        : `--stage: expected one of ${expected}, got ${show(typed)}. ${fileOf(name)} was not found. It holds the ` +
          `settings of stage ${name}. Restore it, or write one.`,
    );
}

/**
 * Refuses stages that have no file.
 * @param stages the project's
 * @param wanted as they were typed, may be with organization and project
 * @throws UsageError with each of them, and the files that Pulumi does not read
 */
export function requireKnownStages(stages: Stages, wanted: readonly string[]): void {
  const problems = unknownStageProblems(stages, wanted);
  if (problems.length > 0) throw new UsageError([...problems, ...stages.notes].join("\n"));
}
