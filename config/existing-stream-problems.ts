import { streamNameInArn } from "../components/arn";
import type { ExistingStream } from "../components/existing-stream";
import { regionalArnProblems } from "./arns";
import { show } from "./problems";

/** The settings that Kinesis keeps with the stream. Only its owner changes them. */
const OWNERS_SETTINGS = ["retentionHours", "maxRecordKiB"] as const;

/** One entry of `streams`. */
export interface StreamEntry {
  /** With the default for an entry without a name. */
  readonly name: string;
  readonly existing?: ExistingStream | undefined;
}

/**
 * Finds what does not fit an existing stream.
 * @param entries the streams, with their names
 * @param raw the streams as they were read, without defaults
 * @param regions names of the stage's regions
 * @returns a problem for each setting that the owner of the stream decides or that has no effect, for each ARN in a wrong
 * place, and for each name that is not the name in the ARNs
 */
export function existingStreamProblems(
  entries: readonly StreamEntry[],
  raw: readonly unknown[],
  regions: readonly string[],
): string[] {
  return entries.flatMap(({ name, existing }, index) => {
    if (existing === undefined) return [];
    const setting = `streams[${index}]`;
    const given = Object.keys(raw[index] as object);
    return [
      ...OWNERS_SETTINGS.filter((key) => given.includes(key)).map(
        (key) =>
          `${setting}.${key}: expected nothing, because the stream exists and its owner decides this, ` +
          `got ${show((raw[index] as Record<string, unknown>)[key])}`,
      ),
      ...(existing === true
        ? []
        : [
            ...(given.includes("silenceMinutes")
              ? [
                  `${setting}.silenceMinutes: expected nothing, because no alarm here watches a stream of another account, ` +
                    `got ${show((raw[index] as Record<string, unknown>).silenceMinutes)}`,
                ]
              : []),
            ...arnProblems(setting, name, existing, regions),
          ]),
    ];
  });
}

function arnProblems(setting: string, name: string, arns: readonly string[], regions: readonly string[]): string[] {
  const names = [...new Set(arns.map(streamNameInArn))];
  return [
    ...regionalArnProblems(`${setting}.existing`, arns, regions),
    ...(names.length === 1 && names[0] === name
      ? []
      : [
          `${setting}.name: expected the name of the stream in each of its ARNs (${names.join(", ")}), got ${show(name)}`,
        ]),
  ];
}
