import type { ShownDashboard, ShownWidget } from "../read-dashboard";
import { drawGraph } from "./graph";
import { GAP, placeWidgets } from "./place-widgets";
import { STYLE } from "./style";
import { type Box, element, text, wrap } from "./svg";
import { drawAlarms, drawTable } from "./table";

const TITLE = 26;
const CAPTION = 18;

/**
 * Draws a dashboard with its data as one picture.
 * @param dashboard its widgets with their data
 * @param width of the picture, in pixels
 * @param caption what the reader must know of where the data is from
 * @returns SVG
 */
export function drawPage(dashboard: ShownDashboard, width: number, caption: string): string {
  const lines = wrap(caption, width - 2 * GAP, 11);
  const placed = placeWidgets(dashboard.widgets, width);
  const bottom = Math.max(...placed.map(({ box }) => box.y + box.height));
  const height = bottom + GAP + lines.length * CAPTION;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<style>${STYLE}</style>`,
    ...placed.map(({ widget, box }) => drawWidget(dashboard, widget, box)),
    ...lines.map((line, index) => text(GAP, bottom + CAPTION * (index + 1), line, "s")),
    "</svg>\n",
  ].join("\n");
}

function drawWidget({ from, to }: ShownDashboard, widget: ShownWidget, box: Box): string {
  const frame = element("rect", { ...box, rx: 2, class: "c" });
  if (widget.type === "text") return frame + drawText(widget.markdown, box);
  const title = text(box.x + 8, box.y + 18, widget.title, "t");
  const inner = { ...box, y: box.y + TITLE, height: box.height - TITLE };
  switch (widget.type) {
    case "alarm":
      return frame + title + drawAlarms(widget.alarms, inner);
    case "log":
      return frame + title + drawTable(widget.table, inner);
    case "metric":
      return frame + title + drawGraph({ series: widget.series, marks: widget.marks, from, to }, inner);
  }
}

/** Headings, links and lines of Markdown: what the program's text widget has. */
function drawText(markdown: string, box: Box): string {
  let y = box.y;
  return markdown
    .split("\n")
    .map((line) => line.replace(/\[([^\]]+)\]\([^)]+\)/g, "$1"))
    .flatMap((line) => {
      if (line.startsWith("# ")) return [text(box.x + 8, (y += 26), line.slice(2), "h")];
      return wrap(line, box.width - 16, 12).map((part) => text(box.x + 8, (y += 18), part));
    })
    .join("");
}
