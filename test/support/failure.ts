import assert from "node:assert/strict";

import type { Answer } from "./pipeline";

/** An answer's status, error's name and Retry-After; that it has no more in it is asserted here. */
export function failure({ status, headers, text }: Answer): string {
  assert.ok(text.length < 200 && !text.includes("arn:"), text);
  const { error, requestId, ...more } = JSON.parse(text) as Record<string, string>;
  assert.match(String(requestId), /^[0-9a-f-]{36}$/);
  assert.deepEqual(more, {});
  return [status, error, headers["retry-after"]].filter((part) => part !== undefined).join(" ");
}
