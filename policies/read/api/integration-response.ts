import type { PolicyResource } from "@pulumi/policy";

import { oncePerText } from "../once-per-text";
import { textAt } from "../resource";
import type { Stack } from "../stack";
import { awsType } from "../types";
import { partsOfSameMethod } from "./rest-api";

/** Statuses that stand for all a backend may answer: stored, refused, throttled, broken. */
export const SUCCESS_STATUSES = ["200"];
export const CLIENT_ERROR_STATUSES = ["400", "403", "404", "413", "429"];
export const SERVER_ERROR_STATUSES = ["500", "502", "503", "504"];

/** Every status by which a backend says that it did not do what it was asked. */
export const ERROR_STATUSES: readonly string[] = Array.from({ length: 200 }, (_, index) => String(400 + index));

/** Every status with which a backend may end a call: success, redirection, error. */
export const ANSWERED_STATUSES: readonly string[] = Array.from({ length: 400 }, (_, index) => String(200 + index));

/**
 * Statuses in few words: runs of them as `400 to 599`.
 * @param statuses Numbers of three digits, ascending.
 * @returns The words.
 */
export function describeStatuses(statuses: readonly string[]): string {
  const runs: [string, string][] = [];
  for (const status of statuses) {
    const last = runs.at(-1);
    if (last && Number(last[1]) + 1 === Number(status)) last[1] = status;
    else runs.push([status, status]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first} to ${last}`)).join(", ");
}

/** The integration responses beside an integration or another integration response. */
export function integrationResponsesOf(stack: Stack, resource: PolicyResource): readonly PolicyResource[] {
  return partsOfSameMethod(stack, awsType.integrationResponse, resource);
}

/** The pattern on the backend's status; undefined makes it the default, the response to whatever no other pattern matches. */
export function patternOf(response: PolicyResource): string | undefined {
  return textAt(response, "selectionPattern");
}

/**
 * Whether a pattern matches a status: all of it, as Java's `matches` does; undefined for a pattern that Java takes and
 * JavaScript does not, or takes for something else.
 */
export const matchesPattern = (pattern: string, status: string): boolean | undefined =>
  readPattern(pattern)?.test(status);

/** Rules ask for hundreds of statuses, so that each pattern is compiled once. */
const readPattern = oncePerText((pattern): RegExp | undefined => {
  const [, flags = "", expression = ""] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(pattern) ?? [];
  if (expression.includes("&&") || isTooMuch(expression)) return undefined;
  try {
    // With "u", an escape that JavaScript does not know is an error; without it, it is a letter.
    return new RegExp(`^(?:${expression})$`, `u${flags}`);
  } catch {
    return undefined;
  }
});

const LONGEST_PATTERN = 256;
const DEEPEST_GROUP = 8;

/** Longer patterns, and groups in groups, may take for ever to try. No pattern on three digits is like that. */
function isTooMuch(expression: string): boolean {
  let depth = 0;
  const depths = Array.from(expression, (character) => (depth += character === "(" ? 1 : character === ")" ? -1 : 0));
  return expression.length > LONGEST_PATTERN || Math.max(0, ...depths.slice(0, LONGEST_PATTERN)) > DEEPEST_GROUP;
}

/**
 * The responses a status of the backend may get, those whose pattern cannot be read among them; none if API Gateway has no
 * answer mapped for it.
 */
export function responsesTo(status: string, responses: readonly PolicyResource[]): readonly PolicyResource[] {
  const matching: PolicyResource[] = [];
  const others: PolicyResource[] = [];
  let isCertain = false;
  // Rules ask for hundreds of statuses of each response, in every region: no list is made but the answer's.
  for (const response of responses) {
    const pattern = patternOf(response);
    const matches = pattern === undefined ? false : matchesPattern(pattern, status);
    isCertain ||= matches === true;
    if (pattern === undefined) others.push(response);
    else if (matches !== false) matching.push(response);
  }
  return isCertain ? matching : [...matching, ...others];
}

/** Whether the caller is told that all went well. */
export function isSuccess(response: PolicyResource): boolean {
  return /^2\d\d$/.test(textAt(response, "statusCode") ?? "");
}
