import { CloudWatchLogsClient, paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";

import { clientOptions } from "../shared/clients";
import type { ChosenPipeline } from "../shared/find-pipelines";
import { refuseIncomplete } from "../shared/incomplete-region";
import { accessOf, explainingFailures } from "../shared/open-pipeline";
import { filterPattern } from "./filter-pattern";
import type { LogsQuery } from "./flags";

/** A line of the access log. */
export interface AccessLogLine {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** The log of a region. */
export interface RegionLog {
  readonly region: string;
  /** The oldest first. */
  readonly lines: readonly AccessLogLine[];
  /** Whether there are older lines in the time, too. */
  readonly isCut: boolean;
  /** Why there is no line. @defaultValue there are lines */
  readonly why?: string;
  /** Whether the region could not be read. @defaultValue it could */
  readonly isUnread?: boolean;
}

/**
 * Reads the latest lines of a region's access log.
 * @param chosen where the pipeline is
 * @param query which lines
 * @param now milliseconds since 1970
 * @returns the lines, or why there are none
 * @throws UserError for a call to AWS that fails, and for a region that is not complete and has no log group yet
 */
export async function readAccessLog(chosen: ChosenPipeline, query: LogsQuery, now: number): Promise<RegionLog> {
  const { region, stage, outputs } = chosen;
  const group = outputs.accessLogGroup;
  const without = (why: string): RegionLog => ({ region, lines: [], isCut: false, why });
  if (group === undefined) {
    return without(
      `stage ${stage} has no access log. Set observability.accessLog to true, and run pulumi up. Requests of before stay unknown.`,
    );
  }
  const client = new CloudWatchLogsClient(clientOptions(region, accessOf(chosen))("logs"));
  try {
    const { lines, isCut } = await explainingFailures(chosen, () => latestLines(client, group, query, now));
    return lines.length > 0 ? { region, lines, isCut } : without(describeNone(query));
  } catch (error) {
    if (!isMissingGroup(error)) throw error;
    // Nobody deleted it if pulumi up failed before it was made.
    refuseIncomplete(chosen);
    const other = "account" in chosen ? `, or these credentials are of another account: ${chosen.account.source}` : "";
    return without(
      `the log group ${group} is not there. Somebody deleted it (pulumi up --refresh --stack ${stage} makes it again)${other}.`,
    );
  } finally {
    client.destroy();
  }
}

async function latestLines(client: CloudWatchLogsClient, logGroupName: string, query: LogsQuery, now: number) {
  const { sinceMs, limit } = query;
  const pattern = filterPattern(query);
  const lines: AccessLogLine[] = [];
  const pages = paginateFilterLogEvents(
    { client },
    {
      logGroupName,
      startTime: Math.max(now - sinceMs, LATEST_FIRST_SINCE),
      // The latest first, so that a busy log is not read to its beginning. AWS sends pages without events, too.
      startFromHead: false,
      limit: Math.min(limit + 1, MOST_EVENTS_OF_A_PAGE),
      ...(pattern !== "" && { filterPattern: pattern }),
    },
  );
  for await (const { events = [] } of pages) {
    lines.push(...events.map(({ timestamp = 0, message = "" }) => ({ timestamp, message })));
    if (lines.length > limit) break;
  }
  return { lines: lines.slice(0, limit).toReversed(), isCut: lines.length > limit };
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
const MOST_EVENTS_OF_A_PAGE = 10_000;

/**
 * AWS reads the latest first only with a beginning from then on. The access log of this program is younger.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
const LATEST_FIRST_SINCE = Date.UTC(2024, 0, 1);

const isMissingGroup = (error: unknown): boolean =>
  [error, (error as Error).cause].some((each) => each instanceof Error && each.name === "ResourceNotFoundException");

const WEEK_MS = 7 * 86_400_000;

function describeNone({ requestId, status, since, sinceMs }: LogsQuery): string {
  const asked = [
    ...(requestId === undefined ? [] : [`of request ${requestId}`]),
    ...(status === undefined ? [] : [`with status ${status}`]),
  ];
  const cure =
    sinceMs < WEEK_MS
      ? "--since reads a longer time, e.g. --since 7d."
      : "--since reads a longer time, but no line is kept for longer than observability.logRetentionDays.";
  return `no line ${[...asked, `in the last ${since}`].join(" ")}. ${cure}`;
}
