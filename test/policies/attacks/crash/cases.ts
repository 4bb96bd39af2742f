import type { Attack } from "../harness/attack";
import { documents } from "./documents";
import { templatesAndPatterns } from "./templates-and-patterns";

/** What cannot be read is found, and takes nothing down. */
export const crashes: readonly Attack[] = [...templatesAndPatterns, ...documents];
