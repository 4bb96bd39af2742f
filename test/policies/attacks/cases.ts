import { answers } from "./answer";
import { call } from "./call";
import { controls } from "./controls";
import type { Attack, Case } from "./harness/attack";
import { request } from "./request";
import { undo } from "./undo";

/** Every attack, of every kind. */
export const attacks: readonly Attack[] = [...call, ...request, ...answers, ...undo];

/** The pipeline as it is. */
export const UNCHANGED: Case = { name: "unchanged", apply: () => undefined };

/** Whatever the program can be told to build. */
export const cases: readonly Case[] = [UNCHANGED, ...attacks, ...controls];
