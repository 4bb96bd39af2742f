import type { Attack } from "../harness/attack";
import { machines } from "./machines";
import { roles } from "./roles";
import { schedules } from "./schedules";

/** No role, schedule, state machine or automation undoes later what the program makes. */
export const operations: readonly Attack[] = [...machines, ...roles, ...schedules];
