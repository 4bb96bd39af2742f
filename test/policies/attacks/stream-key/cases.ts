import type { Attack } from "../harness/attack";
import { ownKeys } from "./own-keys";
import { permissions } from "./permissions";

/** The writer may use the key that encrypts its stream, and nobody may do more with it. */
export const streamKey: readonly Attack[] = [...ownKeys, ...permissions];
