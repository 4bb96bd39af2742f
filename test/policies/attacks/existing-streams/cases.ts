import type { Attack } from "../harness/attack";
import { otherAccount } from "./other-account";
import { ownAccount } from "./own-account";

/** A stream that is there already is kept as safe as one that the stack makes. */
export const existingStreams: readonly Attack[] = [...otherAccount, ...ownAccount];
