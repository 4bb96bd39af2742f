import type { Check } from "../check";
import { ANSWERS } from "./answers";
import { BODIES, SIZES } from "./bodies";
import { CONNECTIONS } from "./connections";
import { HEADERS } from "./headers";

/** Every check of the black box, in the order in which they run. */
export const CHECKS: readonly Check[] = [...ANSWERS, ...BODIES, ...HEADERS, ...CONNECTIONS, ...SIZES];
