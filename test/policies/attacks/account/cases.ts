import type { Attack } from "../harness/attack";
import { settings } from "./settings";

/** A stage's stack owns no setting of the whole account, and no lasting credentials. */
export const account: readonly Attack[] = [...settings];
