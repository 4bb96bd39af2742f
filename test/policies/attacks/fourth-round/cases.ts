import type { Attack } from "../harness/attack";
import { alarms } from "./alarms";
import { chosenStreams } from "./chosen-streams";
import { doors } from "./doors";
import { elsewhere } from "./elsewhere";
import { entrances } from "./entrances";
import { existingStreams } from "./existing-streams";
import { files } from "./file";
import { last } from "./last";
import { lateAndHidden } from "./late";
import { later } from "./later";
import { permissions } from "./permissions";
import { templatesChanged } from "./templates";
import { variants } from "./variants";
import { writers } from "./writers";

/** Attacks that were written with the pack's README at hand, and without sight of its code. */
export const fourthRound: readonly Attack[] = [
  ...alarms,
  ...later,
  ...files,
  ...writers,
  ...doors,
  ...permissions,
  ...templatesChanged,
  ...existingStreams,
  ...lateAndHidden,
  ...elsewhere,
  ...entrances,
  ...chosenStreams,
  ...variants,
  ...last,
];
