import type { MetricModel } from "../alarms/model";

/** A line of a graph: a metric of one region. */
export interface Line {
  readonly region: string;
  readonly metric: MetricModel;
  /** What the legend says behind the region. @defaultValue nothing */
  readonly what?: string;
}

/** A line across a graph, in the metric's unit. */
export interface Mark {
  readonly label: string;
  readonly value: number;
  readonly color: string;
}

/**
 * The threshold of an alarm, in red.
 * @param label what the line says
 * @param value in the metric's unit
 * @returns the line
 */
export const alarmMark = (label: string, value: number): Mark => ({ label, value, color: "#d13212" });

/**
 * A limit that is no alarm's threshold, in grey.
 * @param label what the line says
 * @param value in the metric's unit
 * @returns the line
 */
export const limitMark = (label: string, value: number): Mark => ({ label, value, color: "#687078" });

/** CloudWatch takes 500, nobody reads so many. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const MOST_LINES = 100;

/**
 * A graph of a dashboard, half as wide as the page: a phone shows one below the other.
 * @param title the question that it answers
 * @param lines what it shows
 * @param marks limits and thresholds
 * @returns the widget, without its place
 */
export const graph = (title: string, lines: readonly Line[], marks: readonly Mark[] = []) => ({
  type: "metric",
  width: 12,
  height: 6,
  properties: {
    title: lines.length > MOST_LINES ? `${title} (the first ${MOST_LINES} of ${lines.length} lines)` : title,
    view: "timeSeries",
    stacked: false,
    // Each line has a region of its own; this one is where the page is.
    region: lines[0]?.region,
    metrics: lines
      .slice(0, MOST_LINES)
      .map(({ region, metric, what }) => [
        metric.namespace,
        metric.metricName,
        ...Object.entries(metric.dimensions).flat(),
        { region, stat: metric.stat, period: metric.period, label: what === undefined ? region : `${region} ${what}` },
      ]),
    yAxis: { left: { min: 0, showUnits: false } },
    ...(marks.length > 0 && { annotations: { horizontal: marks } }),
  },
});
