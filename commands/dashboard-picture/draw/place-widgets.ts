import type { ShownWidget } from "../read-dashboard";
import type { Box } from "./svg";

const COLUMNS = 24;
/** CloudWatch's console, in a window that is so wide, has rows of about this height. */
const ROW = 40;
/** Pixels between two widgets. */
export const GAP = 8;
/** A window that is narrower shows one widget below the other, in the order of the body. */
const NARROW = 700;

type Placed = Pick<ShownWidget, "x" | "y" | "width" | "height">;

/**
 * Places the widgets of a dashboard: as in CloudWatch's grid, or on a narrow page one below the other.
 * @param widgets of the body, in its order
 * @param width of the page, in pixels
 * @returns each widget with its box
 */
export function placeWidgets<Widget extends Placed>(
  widgets: readonly Widget[],
  width: number,
): readonly { readonly widget: Widget; readonly box: Box }[] {
  let bottom = 0;
  return widgets.map((widget) => {
    const column = width / COLUMNS;
    const height = widget.height * ROW;
    const [x, y, wide] =
      width < NARROW ? [0, bottom, width] : [widget.x * column, widget.y * ROW, widget.width * column];
    bottom += height;
    return { widget, box: { x: x + GAP / 2, y: y + GAP / 2, width: wide - GAP, height: height - GAP } };
  });
}
