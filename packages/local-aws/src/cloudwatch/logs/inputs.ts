import { z } from "zod";

/** The inputs of CloudWatch Logs' actions. Members that only say how AWS shall search are taken and without effect. */

const MAX_DESCRIBED = 50;
const MAX_EVENTS = 10_000;

const described = z.int().min(1).max(MAX_DESCRIBED).default(MAX_DESCRIBED);
const eventCount = z.int().min(1).max(MAX_EVENTS).default(MAX_EVENTS);
const name = z.string().min(1).max(512);
const nextToken = z.string().min(1).optional();

/** Milliseconds since 1970. */
const time = z.int().min(0).optional();

/** A log group by its name, or by its name or ARN. */
const ofGroup = { logGroupName: name.optional(), logGroupIdentifier: z.string().min(1).max(2048).optional() };

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const DescribeLogGroupsInput = z.object({
  logGroupNamePrefix: name.optional(),
  logGroupNamePattern: name.optional(),
  nextToken,
  limit: described,
});
export type DescribeLogGroupsInput = z.output<typeof DescribeLogGroupsInput>;

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const DescribeLogStreamsInput = z.object({
  ...ofGroup,
  logStreamNamePrefix: name.optional(),
  orderBy: z.enum(["LogStreamName", "LastEventTime"]).default("LogStreamName"),
  descending: z.boolean().default(false),
  nextToken,
  limit: described,
});
export type DescribeLogStreamsInput = z.output<typeof DescribeLogStreamsInput>;

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
export const GetLogEventsInput = z.object({
  ...ofGroup,
  logStreamName: name,
  startTime: time,
  endTime: time,
  nextToken,
  limit: eventCount,
  startFromHead: z.boolean().default(false),
});
export type GetLogEventsInput = z.output<typeof GetLogEventsInput>;

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export const FilterLogEventsInput = z.object({
  ...ofGroup,
  logStreamNames: z.array(name).min(1).max(100).optional(),
  logStreamNamePrefix: name.optional(),
  startTime: time,
  endTime: time,
  filterPattern: z.string().max(1024).default(""),
  nextToken,
  limit: eventCount,
  startFromHead: z.boolean().default(true),
});
export type FilterLogEventsInput = z.output<typeof FilterLogEventsInput>;
