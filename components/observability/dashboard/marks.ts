import type { alarmMark, Mark } from "./lines";

/** A threshold or a limit of one line of a graph. */
export interface Level {
  /** The line: its region, and its stream where there are several. */
  readonly where: string;
  /** In the metric's unit. */
  readonly value: number;
  /** Whether the region has alarms. */
  readonly hasAlarm: boolean;
}

/** A legend names so many lines, and counts the others. */
const MOST_NAMES = 3;

/**
 * The lines across a graph: one for each value. It says whose it is, unless every line of the graph has that value.
 * @param mark how it is drawn
 * @param label what it says
 * @param levels of all lines of the graph
 * @param isDrawn whether a level is drawn. @defaultValue all are
 * @returns one mark for each value
 */
export function marksOf(
  mark: typeof alarmMark,
  label: string,
  levels: readonly Level[],
  isDrawn: (level: Level) => boolean = () => true,
): Mark[] {
  const drawn = levels.filter(isDrawn);
  return [...new Set(drawn.map(({ value }) => value))].map((value) => {
    const having = drawn.filter((level) => level.value === value).map(({ where }) => where);
    return mark(having.length === levels.length ? label : `${label}, ${shortList(having)}`, value);
  });
}

const shortList = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? names.join(", ")
    : `${names.slice(0, MOST_NAMES).join(", ")} and ${names.length - MOST_NAMES} more`;
