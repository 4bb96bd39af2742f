import type { Attack } from "../harness/attack";
import { answers } from "./answer";
import { bodies } from "./body";
import { files } from "./connector";
import { doors } from "./door";
import { elsewhere } from "./elsewhere";
import { leaks } from "./key";
import { last } from "./last";
import { more } from "./more";
import { requests } from "./request";
import { undone } from "./undo";
import { callers } from "./who";

/** Attacks that were written with only the pack's documentation at hand, after the first ones were found. */
export const secondRound: readonly Attack[] = [
  ...requests,
  ...answers,
  ...files,
  ...doors,
  ...callers,
  ...leaks,
  ...undone,
  ...bodies,
  ...more,
  ...last,
  ...elsewhere,
];
