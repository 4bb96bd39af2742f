import type { Attack } from "../harness/attack";
import { commands } from "./commands";
import { packagesAndTemplates } from "./packages-and-templates";

/** The note names what no rule can read. */
export const unread: readonly Attack[] = [...commands, ...packagesAndTemplates];
