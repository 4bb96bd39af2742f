import { positionIn } from "../shared/records";
import type { HttpAnswer } from "./http-client";

/** The form of a request's id. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Shard and sequence number. */
const PLACE_MEMBERS = 2;

/**
 * Looks for what no answer may hold, whoever gives it.
 * @param answer any
 * @param secret the API key
 * @returns what is wrong; undefined if nothing is
 */
export function leakIn({ status, headers, text }: HttpAnswer, secret: string | undefined): string | undefined {
  const all = text + JSON.stringify(headers);
  if (secret !== undefined && all.includes(secret)) return `${status} repeats the API key`;
  return all.includes("arn:aws") ? `${status} names an ARN` : undefined;
}

/**
 * Judges the form of an answer of the API.
 * @param method of the request
 * @param answer any
 * @returns what is wrong; undefined if nothing is
 */
export function problemOf(method: string, { status, headers, text }: HttpAnswer): string | undefined {
  if (method === "HEAD") return undefined;
  if (status >= 200 && status < 300) {
    if (method !== "POST") return undefined;
    if (status !== 200 || positionIn(text) === undefined) return `${status} names no record`;
    const members = Object.keys(JSON.parse(text) as object);
    return members.length === PLACE_MEMBERS ? undefined : `200 is not {"ShardId", "SequenceNumber"}`;
  }
  if ((status === 429 || status === 503) && headers["retry-after"] === undefined) return `${status} has no Retry-After`;
  return hasErrorForm(text) ? undefined : `${status} is not {"error", "requestId"}`;
}

function hasErrorForm(text: string): boolean {
  try {
    const { error, requestId, ...rest } = JSON.parse(text) as Record<string, unknown>;
    const isComplete = typeof error === "string" && typeof requestId === "string";
    return isComplete && UUID.test(requestId) && Object.keys(rest).length === 0;
  } catch {
    return false;
  }
}
