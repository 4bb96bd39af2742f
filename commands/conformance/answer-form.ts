import { positionIn } from "../shared/records";
import type { HttpAnswer } from "./http-client";

/** The form of a request's id. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Judges the form of an answer.
 * @param method of the request
 * @param answer any
 * @param secret the API key, which no answer may repeat
 * @returns what is wrong; undefined if nothing is
 */
export function problemOf(
  method: string,
  { status, headers, text }: HttpAnswer,
  secret: string | undefined,
): string | undefined {
  const all = text + JSON.stringify(headers);
  if (secret !== undefined && all.includes(secret)) return `${status} repeats the API key`;
  if (all.includes("arn:aws")) return `${status} names an ARN`;
  if (method === "HEAD") return undefined;
  if (status >= 200 && status < 300) {
    if (method !== "POST") return undefined;
    return status === 200 && positionIn(text) ? undefined : `${status} names no record`;
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
