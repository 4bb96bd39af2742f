import type { LogGroupInputs } from "../inputs/log-group";
import type { LogMetricFilterInputs } from "../inputs/log-metric-filter";

/** One line of a log, and what CloudWatch Logs notes of it. */
export interface LogEvent {
  /** When it happened, in milliseconds since 1970, as its writer says. */
  readonly timestamp: number;
  readonly message: string;
  /** When CloudWatch Logs took it, in milliseconds since 1970. */
  readonly ingestionTime: number;
  /** Unique in its log group, 56 digits. */
  readonly eventId: string;
}

/** The events of one writer, in the order in which they were taken. */
export interface LogStream {
  readonly name: string;
  readonly arn: string;
  /** Milliseconds since 1970. */
  readonly creationTime: number;
  events: LogEvent[];
}

/** A log group: how long it keeps events, its streams, and what metrics are made from its events. */
export interface LogGroup {
  readonly arn: string;
  readonly region: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly creationTime: number;
  settings: LogGroupInputs;
  readonly streams: Map<string, LogStream>;
  readonly metricFilters: Map<string, LogMetricFilterInputs>;
}
