import type { Attack } from "../harness/attack";
import { documents } from "./documents";
import { namesAndSizes } from "./names-and-sizes";
import { templatesAndPatterns } from "./templates-and-patterns";

/** What cannot be read is found, and takes nothing down. */
export const crash: readonly Attack[] = [...documents, ...namesAndSizes, ...templatesAndPatterns];
