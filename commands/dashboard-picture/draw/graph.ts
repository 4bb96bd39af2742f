import { format } from "d3-format";
import { scaleLinear, scaleUtc } from "d3-scale";
import { line } from "d3-shape";

import type { Mark } from "../body";
import type { Series } from "../read-dashboard";
import { COLOURS } from "./style";
import { type Box, element, text, widthOf } from "./svg";

/** What a graph shows. */
export interface Graph {
  readonly series: readonly Series[];
  readonly marks: readonly Mark[];
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
}

const FONT = 11;
const ROW = 16;
const AXIS = 56;
/** A minute without a value between two values breaks the line, as in CloudWatch's console. */
const GAP_MS = 90_000;

/**
 * Draws lines over time, the limits across them, both axes, and a legend below.
 * @param graph what it shows
 * @param box where
 * @returns SVG
 */
export function drawGraph({ series, marks, from, to }: Graph, box: Box): string {
  const legend = placeLegend(series, box.width);
  const plot = {
    left: box.x + AXIS,
    right: box.x + box.width - 22,
    top: box.y + 6,
    bottom: box.y + box.height - (legend.at(-1)?.row ?? 0) * ROW - 46,
  };
  const highest = Math.max(
    ...series.flatMap(({ points }) => points.map(([, value]) => value)),
    ...marks.map(({ value }) => value),
  );
  const y = scaleLinear()
    .domain([0, highest > 0 ? highest * 1.05 : 1])
    .nice(4)
    .range([plot.bottom, plot.top]);
  const x = scaleUtc().domain([from, to]).range([plot.left, plot.right]);
  const path = line<readonly [number, number]>(
    ([at]) => x(at),
    ([, value]) => y(value),
  ).digits(1);
  return [
    ...y
      .ticks(4)
      .flatMap((value) => [
        element("path", { d: `M${plot.left},${round(y(value))}H${plot.right}`, class: "g" }),
        text(plot.left - 6, y(value) + 4, formatValue(value), "s e"),
      ]),
    ...x.ticks(box.width > 420 ? 6 : 3).map((at) => text(x(at), plot.bottom + 16, x.tickFormat(6, "%H:%M")(at), "s m")),
    ...series.map(({ points }, index) =>
      element("path", {
        d: splitAtGaps(points)
          .map((part) => path(part) ?? "")
          .join(""),
        class: `p l${index % COLOURS}`,
      }),
    ),
    ...placeLabels(marks.map((mark) => ({ ...mark, at: y(mark.value) }))).flatMap(({ label, color, at, labelAt }) => [
      element("path", { d: `M${plot.left},${round(at)}H${plot.right}`, class: isAlarm(color) ? "a" : "n" }),
      text(plot.right - 4, labelAt, label, isAlarm(color) ? "at e" : "nt e"),
    ]),
    ...legend.flatMap(({ label, left, row }, index) => [
      element("rect", {
        x: box.x + left,
        y: plot.bottom + 26 + row * ROW,
        width: 10,
        height: 10,
        class: `f${index % COLOURS}`,
      }),
      text(box.x + left + 14, plot.bottom + 35 + row * ROW, label, "s"),
    ]),
  ].join("");
}

/** As CloudWatch writes values: thousands and millions are short. */
const formatValue = (value: number): string =>
  value >= 1000 ? format("~s")(value).replace("G", "B") : format("~g")(Number(value.toPrecision(3)));

const round = (value: number): number => Math.round(value * 10) / 10;

function splitAtGaps(points: Series["points"]): (readonly [number, number])[][] {
  const parts: (readonly [number, number])[][] = [];
  for (const point of points) {
    const last = parts.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && point[0] - before[0] <= GAP_MS) last.push(point);
    else parts.push([point]);
  }
  // A path of one point is not seen.
  return parts.map((part) =>
    part.length === 1
      ? part.flatMap(
          ([at, value]) =>
            [
              [at, value],
              [at + 30_000, value],
            ] as const,
        )
      : part,
  );
}

/** The dashboard draws thresholds in red, limits in grey. The style sheet has a red for dark pages, too. */
const isAlarm = (color: string): boolean => color === "#d13212";

/** Labels above their lines, none over another. */
function placeLabels<Placed extends Mark & { readonly at: number }>(marks: readonly Placed[]) {
  let above = Infinity;
  return [...marks]
    .sort((one, other) => other.at - one.at)
    .map((mark) => {
      const labelAt = Math.min(mark.at - 4, above - FONT - 2);
      above = labelAt;
      return { ...mark, labelAt };
    });
}

function placeLegend(series: readonly Series[], width: number) {
  let [left, row] = [8, 0];
  return series.map(({ label }) => {
    const own = widthOf(label, FONT) + 28;
    if (left > 8 && left + own > width) [left, row] = [8, row + 1];
    const placed = { label, left, row };
    left += own;
    return placed;
  });
}
