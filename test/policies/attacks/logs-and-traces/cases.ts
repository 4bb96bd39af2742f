import type { Attack } from "../harness/attack";
import { logs } from "./logs";
import { traces } from "./traces";

/** Logs and traces are written. */
export const logsAndTraces: readonly Attack[] = [...logs, ...traces];
