import type { Attack } from "../harness/attack";
import { deletions } from "./deletions";
import { deployments } from "./deployments";
import { ignoredChanges } from "./ignored-changes";
import { providers } from "./providers";
import { stops } from "./stops";

/** What makes good resources bad afterwards, or from outside. */
export const undo: readonly Attack[] = [...ignoredChanges, ...deployments, ...deletions, ...providers, ...stops];
