import { oddities } from "../crash/oddities";
import type { Control } from "../harness/attack";
import { additions } from "./additions";
import { answers } from "./answers";
import { bodies } from "./bodies";
import { doors } from "./doors";
import { keys } from "./keys";
import { requests } from "./requests";
import { roles } from "./roles";

/** Harmless changes. */
export const controls: readonly Control[] = [
  ...requests,
  ...answers,
  ...additions,
  ...roles,
  ...keys,
  ...doors,
  ...bodies,
  ...oddities,
];
