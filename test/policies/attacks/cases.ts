import { answers } from "./answer";
import { bodies } from "./body";
import { call } from "./call";
import { controls } from "./controls";
import { crashes } from "./crash";
import { doors } from "./door";
import type { Attack, Case } from "./harness/attack";
import { leaks } from "./key";
import { keeping } from "./keys-and-logs";
import { request } from "./request";
import { secondRound } from "./second-round/cases";
import { harmlessCases } from "./second-round/harmless";
import { undo } from "./undo";
import { unreadable } from "./unread";
import { callers } from "./who";

/** Every attack, of every kind. */
export const attacks: readonly Attack[] = [
  ...call,
  ...request,
  ...answers,
  ...undo,
  ...doors,
  ...callers,
  ...leaks,
  ...keeping,
  ...unreadable,
  ...bodies,
  ...crashes,
];

/** The pipeline as it is. */
export const UNCHANGED: Case = { name: "unchanged", apply: () => undefined };

/** Whatever the program can be told to build. */
export const cases: readonly Case[] = [UNCHANGED, ...attacks, ...controls, ...secondRound, ...harmlessCases];
