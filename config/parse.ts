import type { z } from "zod";

import { describeProblems, SettingsError } from "./problems";
import { relationProblems } from "./relations";
import { settingsSchema } from "./schema";
import type { Settings } from "./settings";
import { defaultStreamName } from "./stream-schema";

/** A stage's configuration as it was read, by key without the project's name. */
export type RawSettings = Readonly<Partial<Record<keyof z.output<typeof settingsSchema>, unknown>>>;

/**
 * Validates the settings of a stage and applies every default.
 * @param stage the stack's name
 * @param raw what was read; unknown keys and wrong values are found here
 * @param around problems that were found around the settings, to be reported with the others
 * @param where what was read, for the error's first line
 * @returns the settings, complete
 * @throws SettingsError naming every problem as `key: expected ..., got ...`
 */
export function parseSettings(
  stage: string,
  raw: RawSettings,
  around: readonly string[] = [],
  where = `Pulumi.${stage}.yaml`,
): Settings {
  const relations: string[] = [];
  const schema = settingsSchema.superRefine(
    (settings, { issues }) => {
      relations.push(...relationProblems({ stage, settings, rawStreams: raw.streams, issues }));
    },
    // Even if a setting is wrong by itself, so that one run shows every problem.
    { when: () => true },
  );
  const parsed = schema.safeParse(raw);
  const problems = [
    ...stageProblems(stage),
    ...(parsed.success ? [] : describeProblems(settingsSchema, parsed.error.issues, raw)),
    ...relations,
    ...around,
  ];
  if (!parsed.success || problems.length > 0) {
    throw new SettingsError(where, problems);
  }
  return withDefaultNames(stage, parsed.data);
}

/** Adds the defaults that depend on other settings. */
function withDefaultNames(stage: string, parsed: z.output<typeof settingsSchema>): Settings {
  const streams = parsed.streams.map((stream) => ({
    ...stream,
    name: stream.name ?? defaultStreamName(parsed.service, stage),
  }));
  const rest = streams.find((stream) => stream.default) ?? streams[0];
  const { streamname = String(rest?.name) } = parsed.connector;
  return { ...parsed, stage, streams, connector: { ...parsed.connector, streamname } };
}

/**
 * API Gateway's own limit on the characters of a stage's name. The limit of 80 is ours: other names also hold the
 * service.
 */
const stageProblems = (stage: string): string[] =>
  /^[a-zA-Z0-9_-]{1,80}$/.test(stage)
    ? []
    : [`stack: expected a name of 1 to 80 letters, digits, '_' or '-', got ${JSON.stringify(stage)}`];
