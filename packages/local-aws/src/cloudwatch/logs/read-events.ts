import { AwsError } from "../../errors";
import { compileFilterPattern } from "../filters/filter-pattern";
import type { FilterLogEventsInput, GetLogEventsInput } from "./inputs";
import type { LogEvent, LogGroup } from "./log-group";
import type { LogStore } from "./log-store";

/**
 * Answers GetLogEvents: events of one stream, the latest unless it is told to begin at the oldest. Its tokens lead to the
 * events after and before those that it gave; at the end they stay as they are.
 *
 * @param logs of the account
 * @param group of the stream
 * @param input of the action
 * @returns the members of the answer
 * @throws AwsError ResourceNotFoundException, or InvalidParameterException for a token that is none of its own
 */
export function getLogEvents(logs: LogStore, group: LogGroup, input: GetLogEventsInput): object {
  const { logStreamName, startTime = 0, endTime = Infinity, nextToken, limit, startFromHead } = input;
  const stream = group.streams.get(logStreamName);
  if (stream === undefined) {
    throw new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
  }
  const inTime = inOrder(logs.eventsOf(group, stream)).filter(
    ({ timestamp }) => timestamp >= startTime && timestamp < endTime,
  );
  const [, direction = startFromHead ? "f" : "b", position] = /^([fb])\/([\d-]+)$/.exec(nextToken ?? "") ?? [];
  if (nextToken !== undefined && position === undefined) throw badToken();
  const isForward = direction === "f";
  const candidates = inTime.filter(
    (event) => position === undefined || (isForward ? positionOf(event) > position : positionOf(event) < position),
  );
  const events = isForward ? candidates.slice(0, limit) : candidates.slice(-limit);
  const [first, last] = [events[0], events.at(-1)];
  return {
    events: events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: `f/${last ? positionOf(last) : (position ?? "0")}`,
    nextBackwardToken: `b/${first ? positionOf(first) : (position ?? "0")}`,
  };
}

/**
 * Answers FilterLogEvents: events of several streams that match a pattern, the oldest first.
 *
 * @param logs of the account
 * @param group of the streams
 * @param input of the action
 * @returns the members of the answer
 * @throws AwsError InvalidParameterException
 */
export function filterLogEvents(logs: LogStore, group: LogGroup, input: FilterLogEventsInput): object {
  const { logStreamNames, logStreamNamePrefix, startTime = 0, endTime = Infinity, nextToken, limit } = input;
  if (logStreamNames !== undefined && logStreamNamePrefix !== undefined) {
    throw new AwsError(
      "InvalidParameterException",
      "logStreamNamePrefix and logStreamNames are mutually exclusive parameters.",
    );
  }
  if (nextToken !== undefined && !/^[\d-]+$/.test(nextToken)) throw badToken();
  const pattern = compileFilterPattern(input.filterPattern);
  const streams = [...group.streams.values()].filter(
    ({ name }) => logStreamNames?.includes(name) ?? name.startsWith(logStreamNamePrefix ?? ""),
  );
  const found = inOrder(
    streams.flatMap((stream) =>
      logs.eventsOf(group, stream).map((event) => ({ ...event, logStreamName: stream.name })),
    ),
  ).filter(
    (event) =>
      event.timestamp >= startTime &&
      event.timestamp <= endTime &&
      (nextToken === undefined || positionOf(event) > nextToken) &&
      pattern.match(event.message) !== undefined,
  );
  const events = found.slice(0, limit);
  const last = events.at(-1);
  return { events, searchedLogStreams: [], nextToken: last && found.length > limit ? positionOf(last) : undefined };
}

const TIME_DIGITS = 15;

/** A text that orders events by time, and those of one time as they were taken. */
const positionOf = ({ timestamp, eventId }: LogEvent): string =>
  `${String(timestamp).padStart(TIME_DIGITS, "0")}-${eventId}`;

const inOrder = <T extends LogEvent>(events: readonly T[]): readonly T[] =>
  [...events].sort((one, other) => (positionOf(one) < positionOf(other) ? -1 : 1));

const badToken = (): AwsError => new AwsError("InvalidParameterException", "The specified nextToken is invalid.");
