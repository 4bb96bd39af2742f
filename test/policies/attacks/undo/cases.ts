import type { Attack } from "../harness/attack";
import { deletions } from "./deletions";
import { deployments } from "./deployments";
import { ignoredChanges } from "./ignored-changes";
import { options } from "./options";
import { otherRegions } from "./other-regions";
import { providers } from "./providers";
import { stops } from "./stops";
import { throttles } from "./throttles";

/** What makes good resources bad afterwards, or from outside. */
export const undo: readonly Attack[] = [
  ...deletions,
  ...deployments,
  ...ignoredChanges,
  ...options,
  ...otherRegions,
  ...providers,
  ...stops,
  ...throttles,
];
