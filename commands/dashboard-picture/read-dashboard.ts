import { DescribeAlarmsCommand, GetDashboardCommand, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { type CloudWatchLogsClient, paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";

import type { LocalEndpoint } from "../shared/clients";
import { type BodyWidget, type Mark, type MetricWidget, readDashboardBody, shownMilliseconds } from "./body";
import { type Clients, openClients } from "./clients";
import { evaluateLogQuery, type LogEvent, type LogTable, nameKeys, sourceOf } from "./log-query";

/** A line of a graph. */
export interface Series {
  readonly label: string;
  /** Milliseconds since the epoch, and the value. */
  readonly points: readonly (readonly [at: number, value: number])[];
}

export interface AlarmState {
  readonly name: string;
  readonly region: string;
  readonly state: string;
}

/** A widget with what CloudWatch has for it. */
export type ShownWidget = Pick<BodyWidget, "x" | "y" | "width" | "height"> &
  (
    | { readonly type: "text"; readonly markdown: string }
    | { readonly type: "alarm"; readonly title: string; readonly alarms: readonly AlarmState[] }
    | {
        readonly type: "metric";
        readonly title: string;
        readonly series: readonly Series[];
        readonly marks: readonly Mark[];
      }
    | { readonly type: "log"; readonly title: string; readonly table: LogTable }
  );

/** A dashboard at one time. */
export interface ShownDashboard {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly widgets: readonly ShownWidget[];
}

/**
 * Reads a dashboard and all that its widgets show.
 * @param place the local AWS
 * @param name of the dashboard
 * @param region by which it is asked for
 * @param to milliseconds since the epoch: the end of what it shows
 * @returns the dashboard with its data
 */
export async function readDashboard(
  place: LocalEndpoint,
  name: string,
  region: string,
  to: number,
): Promise<ShownDashboard> {
  const clients = openClients(place);
  try {
    const stored = await clients.in(region).cloudWatch.send(new GetDashboardCommand({ DashboardName: name }));
    const body = readDashboardBody(stored.DashboardBody ?? "");
    const from = to - shownMilliseconds(body);
    const widgets: ShownWidget[] = [];
    for (const widget of body.widgets) widgets.push(await showWidget(clients, widget, from, to));
    return { from, to, widgets };
  } finally {
    clients.close();
  }
}

async function showWidget(clients: Clients, widget: BodyWidget, from: number, to: number): Promise<ShownWidget> {
  const { x, y, width, height } = widget;
  const place = { x, y, width, height };
  switch (widget.type) {
    case "text":
      return { ...place, type: "text", markdown: widget.properties.markdown };
    case "alarm": {
      const { title, alarms } = widget.properties;
      return {
        ...place,
        type: "alarm",
        title,
        alarms: await Promise.all(alarms.map((arn) => readAlarm(clients, arn))),
      };
    }
    case "metric": {
      const { title, annotations } = widget.properties;
      const series = await readSeries(clients, widget, from, to);
      return { ...place, type: "metric", title, series, marks: annotations?.horizontal ?? [] };
    }
    case "log": {
      const { title, query, region } = widget.properties;
      const events = await readEvents(clients.in(region).logs, sourceOf(query), from, to);
      return { ...place, type: "log", title, table: nameKeys(evaluateLogQuery(query, events)) };
    }
  }
}

async function readSeries(
  clients: Clients,
  { properties }: MetricWidget,
  from: number,
  to: number,
): Promise<readonly Series[]> {
  return Promise.all(
    properties.metrics.map(async ({ namespace, metricName, dimensions, options }) => {
      const { region, stat, period, label } = options;
      const metric = { Namespace: namespace, MetricName: metricName, Dimensions: [...dimensions] };
      const { MetricDataResults = [] } = await clients.in(region).cloudWatch.send(
        new GetMetricDataCommand({
          MetricDataQueries: [{ Id: "m", MetricStat: { Metric: metric, Period: period, Stat: stat } }],
          StartTime: new Date(from),
          EndTime: new Date(to),
          ScanBy: "TimestampAscending",
        }),
      );
      const { Timestamps = [], Values = [] } = MetricDataResults[0] ?? {};
      return { label, points: Timestamps.map((at, index) => [at.getTime(), Values[index] ?? 0] as const) };
    }),
  );
}

async function readAlarm(clients: Clients, arn: string): Promise<AlarmState> {
  const [, , , region = "", , , name = ""] = arn.split(":");
  const { MetricAlarms = [], CompositeAlarms = [] } = await clients
    .in(region)
    .cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ["MetricAlarm", "CompositeAlarm"] }));
  return { name, region, state: [...MetricAlarms, ...CompositeAlarms][0]?.StateValue ?? "NOT FOUND" };
}

async function readEvents(client: CloudWatchLogsClient, logGroupName: string, startTime: number, endTime: number) {
  const events: LogEvent[] = [];
  for await (const { events: found = [] } of paginateFilterLogEvents(
    { client },
    { logGroupName, startTime, endTime },
  )) {
    for (const { message = "" } of found) events.push(JSON.parse(message) as LogEvent);
  }
  return events;
}
