import type { Attack } from "../harness/attack";
import { alarms } from "./alarms";
import { operators } from "./operators";
import { others } from "./others";
import { second } from "./second";
import { secondOthers } from "./second-others";

/** Attacks that were written with the pack's README at hand, and without sight of its code. */
export const fifthRound: readonly Attack[] = [...alarms, ...operators, ...others, ...second, ...secondOthers];
