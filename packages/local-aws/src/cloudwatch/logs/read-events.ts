import { AwsError } from "../../errors";
import { compileFilterPattern } from "../filters/filter-pattern";
import type { FilterLogEventsInput, GetLogEventsInput } from "./inputs";
import type { LogEvent, LogGroup } from "./log-group";
import type { LogStore } from "./log-store";

/**
 * Answers GetLogEvents: events of one stream, the latest unless it is told to begin at the oldest. Its tokens lead to the
 * events after and before those that it gave; at the end they stay as they are.
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
  const [, direction = startFromHead ? "f" : "b", position] = TOKEN.exec(nextToken ?? "") ?? [];
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
 * Answers FilterLogEvents: events of several streams that match a pattern, the oldest first, or the latest first if it is
 * told so. A token goes on in the direction of the first request.
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
  const [, direction = input.startFromHead ? "f" : "b", position] = TOKEN.exec(nextToken ?? "") ?? [];
  if (nextToken !== undefined && position === undefined) throw badToken();
  const isForward = direction === "f";
  if (!isForward && startTime < LATEST_FIRST_SINCE) {
    throw new AwsError("InvalidParameterException", "startFromHead can be false only with a startTime from 2024 on.");
  }
  const pattern = compileFilterPattern(input.filterPattern);
  const streams = [...group.streams.values()].filter(
    ({ name }) => logStreamNames?.includes(name) ?? name.startsWith(logStreamNamePrefix ?? ""),
  );
  const inTime = inOrder(
    streams.flatMap((stream) =>
      logs.eventsOf(group, stream).map((event) => ({ ...event, logStreamName: stream.name })),
    ),
  );
  const found = (isForward ? inTime : inTime.toReversed()).filter(
    (event) =>
      event.timestamp >= startTime &&
      event.timestamp <= endTime &&
      (position === undefined || (isForward ? positionOf(event) > position : positionOf(event) < position)) &&
      pattern.match(event.message) !== undefined,
  );
  const events = found.slice(0, limit);
  const last = events.at(-1);
  const next = last && found.length > limit ? `${direction}/${positionOf(last)}` : undefined;
  return { events, searchedLogStreams: [], nextToken: next };
}

/**
 * "Setting startFromHead to false is supported only when startTime is on or after Jan 1, 2024 00:00:00 UTC."
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
const LATEST_FIRST_SINCE = Date.UTC(2024, 0, 1);

/** The direction, and the event after or before which it goes on. */
const TOKEN = /^([fb])\/([\d-]+)$/;

const TIME_DIGITS = 15;

/** A text that orders events by time, and those of one time as they were taken. */
const positionOf = ({ timestamp, eventId }: LogEvent): string =>
  `${String(timestamp).padStart(TIME_DIGITS, "0")}-${eventId}`;

const inOrder = <T extends LogEvent>(events: readonly T[]): readonly T[] =>
  [...events].sort((one, other) => (positionOf(one) < positionOf(other) ? -1 : 1));

const badToken = (): AwsError => new AwsError("InvalidParameterException", "The specified nextToken is invalid.");
