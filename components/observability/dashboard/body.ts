import { accessLogGroupName, nameOf } from "../names";
import { type DashboardArgs, graphsOf } from "./graphs";

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

/**
 * The body of a stage's dashboard, over all its regions.
 * @param args the stage's settings
 * @param alarmArns the composite alarms of the regions; none without alarms
 * @returns the body, as data
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(args: DashboardArgs, alarmArns: readonly string[]) {
  const { place, regions, observability } = args;
  const { runbook } = observability.alarms;
  const refused = observability.accessLog
    ? regions.map((region) => refusedTable(region, accessLogGroupName(place)))
    : [];
  return {
    // Dashboards take what their widgets say: an automatic period would hide single minutes.
    periodOverride: "inherit",
    start: "-PT3H",
    widgets: placeWidgets([
      {
        type: "text",
        width: COLUMNS,
        height: 2,
        properties: { markdown: `# ${nameOf(place)}\n${regions.join(", ")}. What to do: ${runbook}` },
      },
      ...alarmsWidget(alarmArns.slice(0, MOST_ALARMS)),
      ...graphsOf(args),
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
