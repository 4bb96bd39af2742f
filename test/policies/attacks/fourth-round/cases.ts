import type { Attack } from "../harness/attack";
import { alarms } from "./alarms";
import { doors } from "./doors";
import { files } from "./file";
import { later } from "./later";
import { permissions } from "./permissions";
import { templatesChanged } from "./templates";
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
];
