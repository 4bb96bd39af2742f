import type { Scope } from "./scope";

/** @returns true if `#break` ended it */
export type Statement = (scope: Scope) => boolean;
