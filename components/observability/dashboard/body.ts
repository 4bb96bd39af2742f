import type { Settings } from "../../../config/settings";
import { nameOf, type Place } from "../../place";
import { accessLogGroupName } from "../names";
import { graphsOf, type ShownSettings } from "./graphs";

/** CloudWatch's grid is so wide. */
const COLUMNS = 24;
/** A widget of alarms takes no more: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const MOST_ALARMS = 100;

/** Who is refused, and why: the last hours' lines of the access log, by what they have in common. */
const REFUSED_QUERY = [
  "filter httpMethod = 'POST' and status >= 400",
  "stats count(*) as records by status, errorResponseType, apiKeyId, sourceIp",
  "sort records desc",
  "limit 20",
].join(" | ");

interface Widget {
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly properties: object;
}

/** What a dashboard is made from. */
export interface DashboardArgs {
  readonly place: Pick<Place, "service" | "stage">;
  readonly runbook: string;
  readonly regions: readonly ShownSettings[];
}

/**
 * Takes what the dashboard shows from the settings of a stage.
 * @param settings the stage's settings
 * @returns what the dashboard is made from
 */
export const dashboardArgs = ({ service, stage, observability, regions }: Settings): DashboardArgs => ({
  place: { service, stage },
  runbook: observability.alarms.runbook,
  regions: regions.map((own) => ({ ...own, place: own, callTimeoutMs: own.connector["call-timeout"] })),
});

/**
 * The body of a stage's dashboard, over all its regions.
 * @param args what it shows
 * @param alarmArns the composite alarms of the regions; none without alarms
 * @returns the body, as data
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(args: DashboardArgs, alarmArns: readonly string[]) {
  const { place, runbook, regions } = args;
  const refused = regions
    .filter(({ observability }) => observability.accessLog)
    .map(({ region }) => refusedTable(region, accessLogGroupName(place)));
  return {
    // Dashboards take what their widgets say: an automatic period would hide single minutes.
    periodOverride: "inherit",
    start: "-PT3H",
    widgets: placeWidgets([
      {
        type: "text",
        width: COLUMNS,
        height: 2,
        properties: {
          markdown: `# ${nameOf(place)}\n${regions.map(({ region }) => region).join(", ")}. What to do: ${runbook}`,
        },
      },
      ...alarmsWidget(alarmArns.slice(0, MOST_ALARMS)),
      ...graphsOf(regions),
      ...refused,
    ]),
  };
}

const alarmsWidget = (alarms: readonly string[]): Widget[] =>
  alarms.length === 0
    ? []
    : [
        {
          type: "alarm",
          width: COLUMNS,
          // A phone shows two beside each other. Of more, CloudWatch shows the rest when one scrolls.
          height: Math.min(8, 1 + Math.ceil(alarms.length / 2)),
          properties: { title: "Is it ours or theirs?", alarms },
        },
      ];

const refusedTable = (region: string, logGroup: string): Widget => ({
  type: "log",
  width: COLUMNS,
  height: 5,
  properties: {
    title: `Refused in ${region}: who, and why`,
    region,
    view: "table",
    query: `SOURCE '${logGroup}' | ${REFUSED_QUERY}`,
  },
});

/** From left to right, then down: on a phone the order stays. */
function placeWidgets(widgets: readonly Widget[]) {
  let [x, y, rowHeight] = [0, 0, 0];
  return widgets.map(({ type, width, height, properties }) => {
    if (x + width > COLUMNS) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const placed = { type, x, y, width, height, properties };
    [x, rowHeight] = [x + width, Math.max(rowHeight, height)];
    return placed;
  });
}
