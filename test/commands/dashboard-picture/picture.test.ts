import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { readDashboardBody, shownMilliseconds } from "../../../commands/dashboard-picture/body";
import { escapeXml } from "../../../commands/dashboard-picture/draw/escape-xml";
import { dashboardArgs, dashboardBody } from "../../../components/observability/dashboard/body";
import { parseSettings } from "../../../config/parse";
import { PROJECT } from "../../support/program";

const KEY = "aerospike-kinesis:";

/** The body of the dashboard of stage prod, as it is today. */
function todaysBody(): string {
  const { config } = parse(readFileSync(join(PROJECT, "Pulumi.prod.yaml"), "utf8")) as {
    config: Record<string, unknown>;
  };
  // A key without a namespace is the project's.
  const keys = Object.entries(config).map(([name, value]) => [name.replace(KEY, ""), value] as const);
  const settings = parseSettings("prod", Object.fromEntries(keys.filter(([name]) => !name.includes(":"))));
  const arns = settings.regions.flatMap(({ region }) =>
    ["ours", "theirs"].map((side) => `arn:aws:cloudwatch:${region}:123456789012:alarm:orders-prod-${side}`),
  );
  return JSON.stringify(dashboardBody(dashboardArgs(settings), arns));
}

describe("docs/dashboard.svg", () => {
  const picture = readFileSync(join(PROJECT, "docs", "dashboard.svg"), "utf8");
  const toDraw =
    "docs/dashboard.svg is older than the dashboard. Run npm run dashboard-picture -- --output docs/dashboard.svg";
  const { widgets, start } = readDashboardBody(todaysBody());

  it("has the title, the lines and the limits of each widget of today's dashboard, and no other titles", () => {
    const drawn = new Set(Array.from(picture.matchAll(/<text[^>]*>([^<]*)<\/text>/g), ([, text]) => text));
    const titles = widgets.flatMap((widget) => (widget.type === "text" ? [] : [widget.properties.title]));
    const labels = widgets.flatMap((widget) =>
      widget.type === "metric"
        ? [
            ...widget.properties.metrics.map(({ options }) => options.label),
            ...(widget.properties.annotations?.horizontal ?? []).map(({ label }) => label),
          ]
        : [],
    );
    for (const text of [...titles, ...labels]) assert.ok(drawn.has(escapeXml(text)), `${text}: ${toDraw}`);
    const drawnTitles = Array.from(picture.matchAll(/class="t">([^<]*)</g), ([, title]) => title);
    assert.deepEqual(drawnTitles, titles.map(escapeXml), toDraw);
  });

  it("says that CloudWatch did not draw it", () => {
    assert.match(picture, /Drawn by npm run dashboard-picture, not by CloudWatch/);
  });

  it("is small enough for a README, and shows no secret and no id of a run", () => {
    assert.ok(picture.length < 300_000, `${picture.length} bytes`);
    assert.doesNotMatch(picture, /x-api-key|apiKeyId">[a-z0-9]{10}</);
  });

  it("has the hours that the dashboard shows", () => {
    assert.equal(shownMilliseconds({ start }), 3 * 3_600_000);
  });
});

describe("a dashboard's body that the tool cannot draw", () => {
  it("is refused, and what it does not know is named", () => {
    const body = JSON.parse(todaysBody()) as { widgets: { type: string }[] };
    body.widgets[0]!.type = "explorer";
    assert.throws(() => readDashboardBody(JSON.stringify(body)), /widgets[^]*type/);
  });
});
