import type { z } from "zod";

import { describeProblems, SettingsError } from "./problems";
import { relationProblems } from "./relations";
import { defaultStreamName, settingsSchema } from "./schema";

type Parsed = z.infer<typeof settingsSchema>;

/** A stage's configuration as it was read, by key without the project's name. */
export type RawSettings = Readonly<Partial<Record<keyof Parsed, unknown>>>;

/** The settings of one stage, validated, with every default applied; nothing downstream checks them again. */
export interface Settings extends Omit<Parsed, "streams"> {
  /** The Pulumi stack's name; also the API's stage. */
  readonly stage: string;
  readonly streams: readonly StreamSettings[];
}

export interface StreamSettings {
  /** @defaultValue `<service>-<stage>` */
  readonly name: string;
  /** Hours that Kinesis keeps a record, 24 to 8760. */
  readonly retentionHours: number;
  /** Largest record in KiB that the stream takes, 1024 to 10240. */
  readonly maxRecordKiB: number;
}

/**
 * @param stage the stack's name
 * @param raw what was read; unknown keys and wrong values are found here
 * @param around problems that were found around them, to be told with the others
 * @throws SettingsError naming every problem as `key: expected ..., got ...`
 */
export function parseSettings(stage: string, raw: RawSettings, around: readonly string[] = []): Settings {
  const parsed = settingsSchema.safeParse(raw);
  const problems = [
    ...stageProblems(stage),
    ...(parsed.success ? [] : describeProblems(settingsSchema, parsed.error.issues, raw)),
    ...relationProblems(stage, raw),
    ...around,
  ];
  if (!parsed.success || problems.length > 0) {
    throw new SettingsError(stage, problems);
  }
  const { streams, ...rest } = parsed.data;
  return {
    ...rest,
    stage,
    streams: streams.map((stream) => ({ ...stream, name: stream.name ?? defaultStreamName(rest.service, stage) })),
  };
}

/** API Gateway's own limit on a stage's name; the first 80 characters leave room for the service in other names. */
const stageProblems = (stage: string): string[] =>
  /^[a-zA-Z0-9_-]{1,80}$/.test(stage)
    ? []
    : [`stack: expected a name of 1 to 80 letters, digits, '_' or '-', got ${JSON.stringify(stage)}`];
