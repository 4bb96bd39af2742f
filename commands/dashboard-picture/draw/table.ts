import type { LogTable } from "../log-query";
import type { AlarmState } from "../read-dashboard";
import { type Box, element, text, widthOf } from "./svg";

const ROW = 20;

/** Ways to write a table: the smaller one is for phones. Their fonts are larger than drawn, because fonts differ in width. */
const STYLES = [
  { className: "s", font: 12, gap: 14 },
  { className: "xs", font: 11, gap: 6 },
] as const;

/**
 * Draws a table, as many rows as fit.
 * @param table its columns and rows
 * @param box where
 * @returns SVG
 */
export function drawTable({ columns, rows }: LogTable, box: Box): string {
  if (rows.length === 0) return text(box.x + 8, box.y + 14, "no lines", "s");
  const fitting = rows.slice(0, Math.floor((box.height - ROW) / ROW));
  const room = box.width - 16;
  const widthsIn = ({ font, gap }: (typeof STYLES)[number]) =>
    columns.map((column, index) =>
      Math.max(...[column, ...rows.map((row) => row[index] ?? "")].map((cell) => widthOf(cell, font) + gap)),
    );
  const [usual, small] = STYLES;
  const style = sum(widthsIn(usual)) <= room ? usual : small;
  const widths = widthsIn(style);
  const fits = columns.filter((_, index) => sum(widths.slice(0, index + 1)) <= room).length;
  // CloudWatch scrolls to the columns that do not fit.
  const stretch = fits < columns.length ? 1 : room / sum(widths);
  const cells = (row: readonly string[], y: number, className: string): string[] =>
    row
      .slice(0, fits)
      .map((cell, index) => text(box.x + 8 + sum(widths.slice(0, index)) * stretch, y, cell, className));
  return [
    ...cells(columns, box.y + 14, `${style.className} b`),
    element("path", { d: `M${box.x + 8},${box.y + 20}H${box.x + box.width - 8}`, class: "g" }),
    ...fitting.flatMap((row, index) => cells(row, box.y + 14 + (index + 1) * ROW, style.className)),
  ].join("");
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/**
 * Draws the states of alarms as tiles.
 * @param alarms their states
 * @param box where
 * @returns SVG
 */
export function drawAlarms(alarms: readonly AlarmState[], box: Box): string {
  const columns = Math.min(alarms.length, box.width > 600 ? 4 : 2);
  const width = (box.width - 16) / columns;
  return alarms
    .map(({ name, region, state }, index) => {
      const x = box.x + 8 + (index % columns) * width;
      const y = box.y + Math.floor(index / columns) * 40;
      return [
        element("rect", { x, y, width: width - 8, height: 34, rx: 3, class: state }),
        text(x + 10, y + 15, name, "w"),
        text(x + 10, y + 29, `${region} · ${state.replace("_", " ").toLowerCase()}`, "w"),
      ].join("");
    })
    .join("");
}
