import { isRight, isWholeRight, type Reading } from "./reading";
import type { StreamSettings } from "./settings";
import { defaultStreamName } from "./stream-schema";

/** The options of a stream that say which changes it receives. */
export const ROUTING = ["namespaces", "sets", "default", "acceptDeletesInOtherStream"] as const;

/**
 * The names of the streams, also of those without a name of their own.
 * @param reading the settings, and what is wrong with them
 * @returns undefined if there is a stream that is no map. The default name has a stand-in for a service that is wrong
 */
export function streamNames(reading: Reading): string[] | undefined {
  const { stage, settings } = reading;
  if (!isRight(reading, "streams") || !settings.streams.every((_, index) => isRight(reading, "streams", index))) {
    return undefined;
  }
  const service = isRight(reading, "service") ? settings.service : "<service>";
  return settings.streams.map(({ name = defaultStreamName(service, stage) }) => name);
}

/**
 * The streams with their names.
 * @param reading the settings, and what is wrong with them
 * @returns undefined if a name is wrong, or the service that is part of a default name
 */
export function namedStreams(reading: Reading): StreamSettings[] | undefined {
  const { streams } = reading.settings;
  const names = streamNames(reading);
  const isNamed = names?.every((_, index) =>
    isRight(reading, ...(streams[index]?.name === undefined ? ["service"] : ["streams", index, "name"])),
  );
  return isNamed ? streams.map((stream, index) => ({ ...stream, name: String(names?.[index]) })) : undefined;
}

/**
 * Whether options of every stream are what the schema expects.
 * @param reading the settings, and what is wrong with them
 * @param options their keys
 * @returns true also if they are not set
 */
export const areRight = (reading: Reading, options: readonly (keyof StreamSettings)[]): boolean =>
  reading.settings.streams.every((_, index) => options.every((key) => isWholeRight(reading, "streams", index, key)));

/**
 * The stream of every change that no namespaces and sets name.
 * @param streams the streams with their names
 * @returns the name of the one with `default`, or else of the first
 */
export const restStream = (streams: readonly StreamSettings[]): string =>
  String((streams.find((stream) => stream.default) ?? streams[0])?.name);
