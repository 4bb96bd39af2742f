import { z } from "zod";

import { kmsKeyArns } from "./arns";
import { existingStream } from "./existing-stream-schema";
import { flag, listOf, settings, text, wholeNumber } from "./forms";
import { NAMESPACE_NAME, SET_NAME, STREAM_NAME } from "./names";
import { MINUTES_OF_A_DAY } from "./observability-schema";
import { MAX_RECORD_KIB } from "./quotas";

/**
 * The name of a stream that has no name in the settings.
 * @param service the setting `service`
 * @param stage the stack's name
 * @returns `<service>-<stage>`
 */
export const defaultStreamName = (service: string, stage: string): string => `${service}-${stage}`;

const streamName = text(STREAM_NAME.expected, STREAM_NAME.pattern);
const namespaceName = text(NAMESPACE_NAME.expected, NAMESPACE_NAME.pattern);
const setName = text(SET_NAME.expected, SET_NAME.pattern);

const namesOf = (what: string, name: typeof setName) =>
  listOf(name, {
    list: `a list of ${what}`,
    nonEmpty: `a list of at least one of the ${what}, or no list`,
    different: `${what} that differ from each other`,
  });

const setsByNamespace = z
  .record(z.string().meta({ pattern: NAMESPACE_NAME.pattern.source }), namesOf("names of Aerospike sets", setName), {
    error: "a map from an Aerospike namespace to a list of its sets",
  })
  .check(({ value: given, issues }) => {
    for (const found of Object.keys(given).filter((key) => !namespaceName.safeParse(key).success)) {
      issues.push({ code: "custom", message: NAMESPACE_NAME.expected, path: [found], input: given, params: { found } });
    }
  });

/** One Kinesis stream, and which changes the connector sends to it. */
export const streamSchema = settings({
  name: streamName.optional(),
  retentionHours: wholeNumber(24, 8760).default(24),
  maxRecordKiB: wholeNumber(1024, MAX_RECORD_KIB).default(MAX_RECORD_KIB),
  existing: existingStream.optional(),
  kmsKeyArns,
  namespaces: namesOf("names of Aerospike namespaces", namespaceName).optional(),
  sets: setsByNamespace.optional(),
  default: flag.default(false),
  acceptDeletesInOtherStream: flag.default(false),
  // Without it, that of the stage's alarms holds.
  silenceMinutes: wholeNumber(0, MINUTES_OF_A_DAY).optional(),
});
