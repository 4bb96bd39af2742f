import { answers } from "./answer/cases";
import { bodies } from "./body/cases";
import { call } from "./call";
import { crashes } from "./crash/cases";
import { doors } from "./door/cases";
import { fifthRound } from "./fifth-round/cases";
import { harmlessFifthRound } from "./fifth-round/harmless";
import { fourthRound } from "./fourth-round/cases";
import { harmlessFourthRound } from "./fourth-round/harmless";
import { controls } from "./harmless/cases";
import type { Attack, Case } from "./harness/attack";
import { leaks } from "./key/cases";
import { keeping } from "./keys-and-logs/cases";
import { request } from "./request/cases";
import { secondRound } from "./second-round/cases";
import { harmlessCases } from "./second-round/harmless";
import { thirdRound } from "./third-round/cases";
import { harmlessThirdRound } from "./third-round/harmless";
import { undo } from "./undo/cases";
import { unreadable } from "./unread";
import { callers } from "./who/cases";

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
export const cases: readonly Case[] = [
  UNCHANGED,
  ...attacks,
  ...controls,
  ...secondRound,
  ...harmlessCases,
  ...thirdRound,
  ...harmlessThirdRound,
  ...fourthRound,
  ...harmlessFourthRound,
  ...fifthRound,
  ...harmlessFifthRound,
];
