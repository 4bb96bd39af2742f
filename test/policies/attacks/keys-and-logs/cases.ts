import type { Attack } from "../harness/attack";
import { copies } from "./copies";
import { keys } from "./keys";
import { topicsAndLogs } from "./topics-and-logs";

/** Keys, topics and logs are closed. */
export const keysAndLogs: readonly Attack[] = [...copies, ...keys, ...topicsAndLogs];
