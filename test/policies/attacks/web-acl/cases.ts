import type { Attack } from "../harness/attack";
import { answers } from "./answers";
import { refusals } from "./refusals";

/** A web ACL stops no record, and answers for nobody. */
export const webAcl: readonly Attack[] = [...answers, ...refusals];
