import type { Attack } from "../harness/attack";
import { dataServices } from "./data-services";
import { logsAndEvents } from "./logs-and-events";
import { peopleAndRoles } from "./people-and-roles";

/** Nothing but the API writes to the stream. */
export const writer: readonly Attack[] = [...dataServices, ...logsAndEvents, ...peopleAndRoles];
