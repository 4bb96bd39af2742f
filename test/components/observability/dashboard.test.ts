import assert from "node:assert/strict";

import { Pipeline } from "../../../components/pipeline";
import { createStageDashboard } from "../../../components/stage-dashboard";
import { parseSettings } from "../../../config/parse";
import { record, type Recorded } from "../../support/record";

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
    readonly query?: string;
    readonly region?: string;
    readonly markdown?: string;
    readonly annotations?: {
      readonly horizontal: readonly { readonly label: string; readonly value: number; readonly color: string }[];
    };
  };
}

interface Built {
  readonly resources: readonly Recorded[];
  readonly dashboard: Recorded | undefined;
  readonly widgets: readonly Widget[];
}

async function build(change: Record<string, unknown> = {}): Promise<Built> {
  const settings = parseSettings("dev", {
    service: "orders",
    regions: ["eu-west-1", "ap-south-1"],
    ...change,
  });
  const { resources } = await record(() => {
    const built = settings.regions.map((args) => new Pipeline(args.region, args));
    return createStageDashboard(settings, built);
  });
  const dashboard = resources.find(({ type }) => type === "aws:cloudwatch/dashboard:Dashboard");
  const body = dashboard ? (JSON.parse(String(dashboard.inputs.dashboardBody)) as { widgets: Widget[] }) : undefined;
  return { resources, dashboard, widgets: body?.widgets ?? [] };
}

const titled = (widgets: readonly Widget[], title: RegExp): Widget => {
  const [found, ...more] = widgets.filter(({ properties }) => title.test(properties.title ?? ""));
  assert.ok(found && more.length === 0, String(title));
  return found;
};

/** Namespace, metric and dimensions of a line, without its options, in one order. */
const metricOf = (metric: readonly unknown[]): string =>
  metric
    .filter((part) => typeof part === "string")
    .sort()
    .join(" ");

const regionsOf = ({ properties }: Widget): readonly string[] => [
  ...new Set((properties.metrics ?? []).map((metric) => (metric.at(-1) as { region: string }).region)),
];

describe("the dashboard", function () {
  this.timeout(20_000);
  let standard: Built;
  before(async () => {
    standard = await build();
  });

  it("is one for the stage, by the stage's name, asked for in the first region", () => {
    const { resources, dashboard } = standard;
    assert.equal(resources.filter(({ type }) => type.endsWith(":Dashboard")).length, 1);
    assert.deepEqual([dashboard?.inputs.dashboardName, dashboard?.inputs.region], ["orders-dev", "eu-west-1"]);
  });

  it("asks first whose trouble it is, over all regions", () => {
    const [heading, alarms] = standard.widgets;
    assert.match(String(heading?.properties.markdown), /orders-dev[^]*eu-west-1, ap-south-1[^]*docs\/runbook\.md/);
    assert.equal(alarms?.type, "alarm");
    assert.deepEqual(
      alarms.properties.alarms,
      ["eu-west-1", "ap-south-1"].flatMap((region) =>
        ["ours", "theirs"].map((side) => `arn:aws:test:${region}-alarms-${side}`),
      ),
    );
  });

  it("shows in each graph every region, each line in its own", () => {
    const graphs = standard.widgets.filter(({ type }) => type === "metric");
    assert.equal(graphs.length, 10);
    for (const graph of graphs) assert.deepEqual(regionsOf(graph), ["eu-west-1", "ap-south-1"], graph.properties.title);
  });

  it("draws each alarm's metric with its threshold, by the same dimensions", () => {
    const { resources, widgets } = standard;
    const drawn = new Set(widgets.flatMap(({ properties }) => (properties.metrics ?? []).map(metricOf)));
    const marks = widgets.flatMap(
      ({ properties }) => properties.annotations?.horizontal.map(({ value }) => value) ?? [],
    );
    const alarms = resources.filter(({ type, name }) => type.endsWith(":MetricAlarm") && name.startsWith("eu-west-1-"));
    assert.equal(alarms.length, 11);
    for (const { inputs } of alarms) {
      const queries = (inputs.metricQueries ?? []) as readonly { metric?: Record<string, unknown> }[];
      const watched = queries.length > 0 ? queries.flatMap(({ metric }) => (metric ? [metric] : [])) : [inputs];
      for (const { namespace, metricName, dimensions } of watched) {
        const metric = metricOf([
          namespace,
          metricName,
          ...Object.entries(dimensions as Record<string, string>).flat(),
        ]);
        // Whether any write failed is seen from what is throttled and what is answered 5XX, what is stored from the streams.
        if (!["PutRecord.Success", "StoredRecords"].includes(String(metricName))) assert.ok(drawn.has(metric), metric);
      }
      if (Number(inputs.threshold) !== 1) assert.ok(marks.includes(Number(inputs.threshold)), String(inputs.name));
    }
  });

  it("says how near the plan, the account and a new stream are", () => {
    const labels = (title: RegExp) =>
      titled(standard.widgets, title).properties.annotations?.horizontal.map(({ label, value }) => `${label} ${value}`);
    assert.deepEqual(labels(/^Near the plan's limit: records/), ["alarm 240000", "usage plan 300000"]);
    assert.deepEqual(labels(/^Near the account's limit: requests/), ["account, by default 600000"]);
    assert.deepEqual(labels(/^Near the stream's limit: bytes/), ["a new stream 251658240"]);
  });

  it("counts health checks against the account, and not against the plan", () => {
    const dimensionsOf = (title: RegExp) => metricOf(titled(standard.widgets, title).properties.metrics?.[0] ?? []);
    assert.match(dimensionsOf(/^Near the plan's limit/), /\bMethod POST\b/);
    assert.equal(dimensionsOf(/^Near the account's limit/), "AWS/ApiGateway ApiName Count Stage dev orders-dev");
  });

  it("draws the account's own limit of each region", async () => {
    const { widgets } = await build({ regions: ["eu-west-1", "ap-south-2"] });
    const marks = titled(widgets, /^Near the account's limit/).properties.annotations?.horizontal;
    assert.deepEqual(
      marks?.map(({ label, value }) => [label, value]),
      [
        ["account, by default, eu-west-1", 600_000],
        ["account, by default, ap-south-2", 150_000],
      ],
    );
  });

  it("draws the threshold of each unread-records alarm, and says which streams have it", async () => {
    const { resources, widgets } = await build({
      streams: [{ name: "long", retentionHours: 168 }, { name: "day" }, { name: "also-day" }],
    });
    const marks = titled(widgets, /^Near the retention/).properties.annotations?.horizontal;
    assert.deepEqual(
      marks?.map(({ label, value }) => [label, value]),
      [
        ["alarm: half of the retention, eu-west-1 long, ap-south-1 long", 302_400_000],
        ["alarm: half of the retention, eu-west-1 day, eu-west-1 also-day, ap-south-1 day and 1 more", 43_200_000],
      ],
    );
    const thresholds = resources
      .filter(({ inputs }) => String(inputs.name).includes("unread-records"))
      .map(({ inputs }) => Number(inputs.threshold));
    assert.deepEqual(new Set(thresholds), new Set(marks.map(({ value }) => value)));
  });

  it("draws no threshold for a region whose alarms are off", async () => {
    const { widgets } = await build({
      regions: ["eu-west-1", { name: "ap-south-1", observability: { alarms: { enabled: false } } }],
    });
    const alarms = widgets.flatMap(({ properties }) =>
      (properties.annotations?.horizontal ?? []).filter(({ label }) => label.includes("alarm")),
    );
    assert.equal(alarms.length, 4);
    for (const { label } of alarms) assert.match(label, /alarm.*, eu-west-1$/);
    const { widgets: none } = await build({ observability: { alarms: { enabled: false } } });
    assert.doesNotMatch(JSON.stringify(none), /"label":"[^"]*alarm/);
  });

  it("draws what a new stream takes only where the program makes one", async () => {
    const { widgets } = await build({ streams: [{ name: "shared", existing: true }] });
    assert.equal(titled(widgets, /^Near the stream's limit/).properties.annotations, undefined);
  });

  it("draws thresholds of alarms in red, and other limits in grey", () => {
    const { alarms, limits } = {
      alarms: new Set<string>(),
      limits: new Set<string>(),
    };
    for (const { properties } of standard.widgets) {
      for (const { label, color } of properties.annotations?.horizontal ?? []) {
        (label.includes("alarm") ? alarms : limits).add(color);
      }
    }
    assert.deepEqual([[...alarms], [...limits]], [["#d13212"], ["#687078"]]);
  });

  it("has titles that a phone shows whole", () => {
    for (const { properties } of standard.widgets) {
      assert.ok((properties.title?.length ?? 0) <= 44, properties.title);
    }
  });

  it("shows the usual latency apart from the limits, which would flatten it", () => {
    assert.equal(titled(standard.widgets, /p50$/).properties.annotations, undefined);
    assert.equal(titled(standard.widgets, /p99$/).properties.annotations?.horizontal.length, 3);
  });

  it("has room for the alarms of each region on a phone, two beside each other", () => {
    const alarms = standard.widgets.find(({ type }) => type === "alarm");
    assert.equal(alarms?.height, 3);
  });

  it("lists who is refused, and why, from the access log of each region", () => {
    const tables = standard.widgets.filter(({ type }) => type === "log");
    assert.deepEqual(
      tables.map(({ properties }) => properties.region),
      ["eu-west-1", "ap-south-1"],
    );
    for (const { properties } of tables) {
      assert.match(
        String(properties.query),
        /^SOURCE '\/aws\/apigateway\/orders-dev\/access' \| filter httpMethod = 'POST'/,
      );
    }
  });

  it("places widgets in CloudWatch's grid, none above another", () => {
    const { widgets } = standard;
    for (const [index, one] of widgets.entries()) {
      assert.ok(one.x + one.width <= 24);
      for (const other of widgets.slice(index + 1)) {
        const isApart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        assert.ok(isApart, `${one.properties.title} and ${other.properties.title}`);
        assert.ok(other.y >= one.y, "a phone shows them in another order");
      }
    }
  });

  it("names the stream of a line where there are several", async () => {
    const { widgets } = await build({ streams: [{ name: "a" }, { name: "b" }] });
    const { metrics = [] } = titled(widgets, /records stored/).properties;
    assert.deepEqual(
      metrics.map((metric) => (metric.at(-1) as { label: string }).label),
      ["eu-west-1 a", "eu-west-1 b", "ap-south-1 a", "ap-south-1 b"],
    );
  });

  it("shows only so many lines as somebody can read, and says so", async () => {
    const streams = Array.from({ length: 60 }, (_, index) => ({ name: `s${index}` }));
    const { widgets } = await build({ streams, observability: { alarms: { enabled: false } } });
    const stored = titled(widgets, /records stored/);
    assert.equal(stored.properties.metrics?.length, 100);
    assert.match(String(stored.properties.title), /\(the first 100 of 120 lines\)$/);
    assert.ok(!widgets.some(({ type }) => type === "alarm"));
  });

  it("leaves out what an access log would tell, if that is off, and is off itself if the settings say so", async () => {
    const { widgets } = await build({ observability: { accessLog: false } });
    assert.ok(!widgets.some(({ type, properties }) => type === "log" || properties.title?.startsWith("Refused")));
    assert.equal((await build({ observability: { dashboard: false } })).dashboard, undefined);
  });

  it("has a line for each value of a limit that differs by region, and says where", async () => {
    const { widgets } = await build({
      regions: [
        "eu-west-1",
        { name: "ap-south-1", api: { throttle: { ratePerSecond: 10 } }, observability: { accessLog: false } },
      ],
    });
    const labels = JSON.stringify(titled(widgets, /the plan's limit/).properties);
    assert.match(labels, /"usage plan, eu-west-1"/);
    assert.match(labels, /"usage plan, ap-south-1"/);
    assert.deepEqual(regionsOf(titled(widgets, /^Refused: records/)), ["eu-west-1"]);
    assert.ok(!widgets.some(({ properties }) => properties.title === "Refused in ap-south-1: who, and why"));
  });
});
