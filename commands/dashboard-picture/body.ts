import { z } from "zod";

import { HOUR_MS } from "../shared/durations";

/** The place of a widget in CloudWatch's grid: columns and rows. */
const place = { x: z.int(), y: z.int(), width: z.int(), height: z.int() };

const lineOptions = z.strictObject({ region: z.string(), stat: z.string(), period: z.int(), label: z.string() });

/** A line of a graph: a metric of one region. */
export interface BodyLine {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: readonly { readonly Name: string; readonly Value: string }[];
  readonly options: LineOptions;
}

const mark = z.strictObject({ label: z.string(), value: z.number(), color: z.string() });

const metricProperties = z.strictObject({
  title: z.string(),
  view: z.literal("timeSeries"),
  stacked: z.literal(false),
  region: z.string(),
  metrics: z.array(z.array(z.union([z.string(), lineOptions])).transform(readLine)),
  yAxis: z.strictObject({
    left: z.strictObject({ min: z.literal(0), showUnits: z.literal(false) }),
  }),
  annotations: z.strictObject({ horizontal: z.array(mark) }).optional(),
});

/** What this tool can draw of a dashboard's body: what the program's dashboard uses. */
const dashboardBody = z.strictObject({
  periodOverride: z.literal("inherit"),
  start: z.string().regex(/^-PT\d+H$/),
  widgets: z.array(
    z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("text"), ...place, properties: z.strictObject({ markdown: z.string() }) }),
      z.strictObject({
        type: z.literal("alarm"),
        ...place,
        properties: z.strictObject({ title: z.string(), alarms: z.array(z.string()) }),
      }),
      z.strictObject({ type: z.literal("metric"), ...place, properties: metricProperties }),
      z.strictObject({
        type: z.literal("log"),
        ...place,
        properties: z.strictObject({
          title: z.string(),
          region: z.string(),
          view: z.literal("table"),
          query: z.string(),
        }),
      }),
    ]),
  ),
});

export type DashboardBody = z.output<typeof dashboardBody>;
export type BodyWidget = DashboardBody["widgets"][number];
export type MetricWidget = Extract<BodyWidget, { type: "metric" }>;
type LineOptions = z.output<typeof lineOptions>;
export type Mark = z.output<typeof mark>;

/**
 * Reads a dashboard's body.
 * @param text as CloudWatch stores it
 * @returns its widgets
 * @throws ZodError if it uses what this tool does not draw: add it here and in draw/
 */
export const readDashboardBody = (text: string): DashboardBody => dashboardBody.parse(JSON.parse(text));

/**
 * How far back a dashboard looks.
 * @param body its `start` says it, such as `-PT3H`
 * @returns milliseconds
 */
export const shownMilliseconds = ({ start }: Pick<DashboardBody, "start">): number =>
  Number(/\d+/.exec(start)?.[0]) * HOUR_MS;

/** Namespace, metric, names and values of dimensions by turns, options. */
function readLine(parts: readonly (string | LineOptions)[]): BodyLine {
  const options = parts.at(-1);
  const [namespace = "", metricName = "", ...rest] = parts.filter((part) => typeof part === "string");
  if (typeof options !== "object") throw new Error(`the metric ${namespace} ${metricName} has no options`);
  const dimensions = rest.flatMap((Name, index) => (index % 2 === 0 ? [{ Name, Value: rest[index + 1] ?? "" }] : []));
  return { namespace, metricName, dimensions, options };
}
