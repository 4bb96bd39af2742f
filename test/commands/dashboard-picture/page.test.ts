import assert from "node:assert/strict";

import { escapeXml } from "../../../commands/dashboard-picture/draw/escape-xml";
import { drawPage } from "../../../commands/dashboard-picture/draw/page";
import { placeWidgets } from "../../../commands/dashboard-picture/draw/place-widgets";
import { wrap } from "../../../commands/dashboard-picture/draw/svg";
import type { Series, ShownWidget } from "../../../commands/dashboard-picture/read-dashboard";

const FROM = Date.UTC(2026, 0, 15, 7);
const MINUTE = 60_000;
const half = { x: 0, y: 0, width: 12, height: 6 };

const draw = (widget: ShownWidget, width = 960): string =>
  drawPage({ from: FROM, to: FROM + 60 * MINUTE, widgets: [widget] }, width, "a caption");

const graph = (series: readonly Series[], value = 50): string =>
  draw({ ...half, type: "metric", title: "a & b", series, marks: [{ label: "limit", value, color: "#687078" }] });

/** The data of the path of the first line. */
const pathIn = (svg: string): string => / d="([^"]*)" class="p l0"/.exec(svg)?.[1] ?? "";
const heightsIn = (path: string): number[] => Array.from(path.matchAll(/[\d.]+,([\d.]+)/g), ([, y]) => Number(y));

const points = (...values: readonly (number | undefined)[]): Series => ({
  label: "eu-west-1",
  points: values.flatMap((value, index) => (value === undefined ? [] : [[FROM + index * MINUTE, value] as const])),
});

describe("the picture of a dashboard", () => {
  const grid = [
    { x: 0, y: 0, width: 24, height: 2 },
    { x: 0, y: 2, width: 12, height: 6 },
    { x: 12, y: 2, width: 12, height: 6 },
  ];

  const boxesOn = (width: number) => placeWidgets(grid, width).map(({ box }) => box);

  it("has each widget at its place in the grid", () => {
    assert.deepEqual(boxesOn(960), [
      { x: 4, y: 4, width: 952, height: 72 },
      { x: 4, y: 84, width: 472, height: 232 },
      { x: 484, y: 84, width: 472, height: 232 },
    ]);
  });

  it("has one widget below the other on a phone, in the same order", () => {
    assert.deepEqual(
      boxesOn(390).map(({ x, y, width }) => ({ x, y, width })),
      [4, 84, 324].map((y) => ({ x: 4, y, width: 382 })),
    );
  });

  it("draws a graph with its title, its legend, its limit and the time", () => {
    const svg = graph([points(10, 20, 30)]);
    for (const shown of ["a &amp; b", "eu-west-1", "limit", "07:00", "08:00", "a caption"]) {
      assert.ok(svg.includes(`>${shown}</text>`), shown);
    }
  });

  it("draws larger values higher", () => {
    const [first = 0, second = 0, third = 0] = heightsIn(pathIn(graph([points(10, 20, 0)])));
    assert.ok(second < first && first < third);
  });

  it("has room for a limit that is far above the values", () => {
    const [near = 0] = heightsIn(pathIn(graph([points(10, 10)], 12)));
    const [far = 0] = heightsIn(pathIn(graph([points(10, 10)], 1000)));
    assert.ok(near < far);
  });

  it("breaks a line where minutes have no value", () => {
    const parts = (path: string): number => path.split("M").length - 1;
    assert.equal(parts(pathIn(graph([points(1, 2, 3)]))), 1);
    assert.equal(parts(pathIn(graph([points(1, 2, undefined, 3)]))), 2);
  });

  it("draws a graph without any value", () => {
    assert.ok(!graph([{ label: "nothing", points: [] }]).includes("NaN"));
  });

  it("says the state of each alarm, and its region", () => {
    const alarms = [{ name: "orders-prod-ours", region: "eu-west-1", state: "INSUFFICIENT_DATA" }];
    const svg = draw({ ...half, type: "alarm", title: "whose", alarms });
    assert.match(svg, /class="INSUFFICIENT_DATA"/);
    assert.match(svg, />orders-prod-ours<.*>eu-west-1 · insufficient data</);
  });

  it("draws a table with as many rows and columns as fit", () => {
    const table = {
      columns: ["status", "why"],
      rows: Array.from({ length: 50 }, (_, row) => [`row ${row}`, "w".repeat(60)]),
    };
    const widget = { ...half, type: "log", title: "refused", table } as const;
    assert.match(draw(widget), />row 8</);
    assert.doesNotMatch(draw(widget), />row 49</);
    assert.match(draw(widget), />why</);
    assert.doesNotMatch(draw(widget, 390), />why</);
    assert.match(draw({ ...widget, table: { columns: [], rows: [] } }), />no lines</);
  });

  it("has room on a phone for the number of refused records, the last column", () => {
    const table = {
      columns: ["status", "errorResponseType", "apiKeyId", "sourceIp", "records"],
      rows: [["415", "UNSUPPORTED_MEDIA_TYPE", "key 1", "127.0.0.1", "34"]],
    };
    assert.match(draw({ ...half, type: "log", title: "refused", table }, 390), />records<[^]*>34</);
  });

  it("shows a link of Markdown by its words", () => {
    assert.match(
      draw({ ...half, type: "text", markdown: "# orders\nDo: [runbook](https://example.com)" }),
      /class="h">orders<.*>Do: runbook</,
    );
  });

  it("escapes what XML reserves, and breaks long lines between words", () => {
    assert.equal(escapeXml(`<a & "b">`), "&lt;a &amp; &quot;b&quot;&gt;");
    assert.deepEqual(wrap("one two three", 60, 11), ["one two", "three"]);
  });
});
