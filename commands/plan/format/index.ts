import type { PlanResult } from "../result";
import { json } from "./json";
import { markdown } from "./markdown";
import { text } from "./text";

const FORMATS = { text, markdown, json };

export type Format = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly Format[];

/**
 * Writes an estimate.
 * @param result the estimate
 * @param as the format
 * @returns text that ends with a new line
 */
export const format = (result: PlanResult, as: Format): string => FORMATS[as](result);
