import { join } from "node:path";

const PROGRAMS = join(__dirname, "..", "programs");

/** A program of one component that ends in the way the setting `tiny:end` names. */
export const TINY = join(PROGRAMS, "tiny");
/** A pack with one mandatory rule on it. */
export const TINY_POLICIES = join(PROGRAMS, "tiny-policies");
