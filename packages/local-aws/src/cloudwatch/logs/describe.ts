import { AwsError } from "../../errors";
import type { DescribeLogGroupsInput, DescribeLogStreamsInput } from "./inputs";
import type { LogGroup, LogStream } from "./log-group";
import type { LogStore } from "./log-store";

/**
 * Answers DescribeLogGroups.
 * @param logs of the account
 * @param region of the request
 * @param input of the action
 * @returns the members of the answer
 * @throws AwsError InvalidParameterException for a prefix and a pattern together
 */
export function describeLogGroups(logs: LogStore, region: string, input: DescribeLogGroupsInput): object {
  const { logGroupNamePrefix, logGroupNamePattern = "", nextToken, limit } = input;
  if (logGroupNamePrefix !== undefined && logGroupNamePattern !== "") {
    throw invalidParameter("logGroupNamePrefix and logGroupNamePattern are mutually exclusive parameters.");
  }
  const found = logs
    .groupsOf(region)
    .filter(({ name }) => name.startsWith(logGroupNamePrefix ?? "") && name.includes(logGroupNamePattern));
  const { page, next } = pageOf(found, nextToken, limit);
  return { logGroups: page.map((group) => describedGroup(logs, group)), nextToken: next };
}

/**
 * Answers DescribeLogStreams.
 * @param logs of the account
 * @param group whose streams are described
 * @param input of the action
 * @returns the members of the answer
 * @throws AwsError InvalidParameterException for an order by time with a prefix
 */
export function describeLogStreams(logs: LogStore, group: LogGroup, input: DescribeLogStreamsInput): object {
  const { logStreamNamePrefix, orderBy, descending, nextToken, limit } = input;
  if (orderBy === "LastEventTime" && logStreamNamePrefix !== undefined) {
    throw invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
  }
  const streams = [...group.streams.values()].filter(({ name }) => name.startsWith(logStreamNamePrefix ?? ""));
  const described = streams.map((stream) => describedStream(logs, group, stream));
  described.sort((one, other) =>
    orderBy === "LogStreamName"
      ? compare(one.logStreamName, other.logStreamName)
      : compare(one.lastEventTimestamp ?? 0, other.lastEventTimestamp ?? 0),
  );
  const { page, next } = pageOf(descending ? described.reverse() : described, nextToken, limit);
  return { logStreams: page, nextToken: next };
}

function describedGroup(logs: LogStore, group: LogGroup): object {
  const { name, arn, creationTime, settings, metricFilters } = group;
  const events = [...group.streams.values()].flatMap((stream) => logs.eventsOf(group, stream));
  return {
    logGroupName: name,
    creationTime,
    retentionInDays: settings.retentionInDays === 0 ? undefined : settings.retentionInDays,
    metricFilterCount: metricFilters.size,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes: events.reduce((sum, { message }) => sum + Buffer.byteLength(message), 0),
    kmsKeyId: settings.kmsKeyId,
    logGroupClass: settings.logGroupClass,
    deletionProtectionEnabled: settings.deletionProtectionEnabled,
  };
}

interface DescribedStream {
  readonly logStreamName: string;
  readonly creationTime: number;
  readonly arn: string;
  readonly storedBytes: 0;
  readonly firstEventTimestamp: number | undefined;
  readonly lastEventTimestamp: number | undefined;
  readonly lastIngestionTime: number | undefined;
}

/** AWS reports no bytes of a stream any more. */
function describedStream(logs: LogStore, group: LogGroup, stream: LogStream): DescribedStream {
  const events = logs.eventsOf(group, stream);
  const times = events.map(({ timestamp }) => timestamp).sort(compare);
  return {
    logStreamName: stream.name,
    creationTime: stream.creationTime,
    arn: stream.arn,
    storedBytes: 0,
    firstEventTimestamp: times[0],
    lastEventTimestamp: times.at(-1),
    lastIngestionTime: events.at(-1)?.ingestionTime,
  };
}

/** The token is the number of what came before. */
function pageOf<T>(
  all: readonly T[],
  token: string | undefined,
  limit: number,
): { readonly page: readonly T[]; readonly next: string | undefined } {
  if (token !== undefined && !/^\d+$/.test(token)) throw invalidParameter("The specified nextToken is invalid.");
  const start = Number(token ?? 0);
  const end = start + limit;
  return { page: all.slice(start, end), next: end < all.length ? String(end) : undefined };
}

const compare = <T extends string | number>(one: T, other: T): number => (one < other ? -1 : Number(one > other));

const invalidParameter = (message: string): AwsError => new AwsError("InvalidParameterException", message);
