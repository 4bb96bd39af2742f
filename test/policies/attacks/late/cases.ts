import type { Attack } from "../harness/attack";
import { knownAtUpdate } from "./known-at-update";
import { unknownValues } from "./unknown-values";

/** What is known at the update alone is judged then, and silences nothing else before. */
export const late: readonly Attack[] = [...knownAtUpdate, ...unknownValues];
