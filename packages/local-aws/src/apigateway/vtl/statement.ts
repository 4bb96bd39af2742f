import type { Scope } from "./scope";

/** @returns true if `#break` ended it */
export type TemplateStatement = (scope: Scope) => boolean;
