import { validateHeaderName, validateHeaderValue } from "node:http";

import { GatewayError } from "./gateway-error";

/** API Gateway sends these of its own and renames a mapped one. */
const REMAPPED: ReadonlySet<string> = new Set([
  "authorization",
  "connection",
  "content-length",
  "content-md5",
  "date",
  "expect",
  "host",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "trailer",
  "upgrade",
  "user-agent",
  "www-authenticate",
]);
const DROPPED = "transfer-encoding";

/**
 * The headers of a response. A later header replaces an earlier one of the same name; case does not count.
 * @param parts pairs of name and value; a pair without a value is left out
 * @returns the headers by name
 * @throws GatewayError API_CONFIGURATION_ERROR for a name or value that HTTP cannot carry
 */
export function responseHeaders(...parts: Iterable<readonly [string, string | undefined]>[]): Record<string, string> {
  const headers = new Map<string, readonly [string, string]>();
  for (const [name, value] of parts.flatMap((part) => [...part])) {
    const lower = name.toLowerCase();
    if (value === undefined || lower === DROPPED) continue;
    refuseIllegal(name, value);
    headers.set(lower, [REMAPPED.has(lower) ? `x-amzn-Remapped-${name}` : name, value]);
  }
  return Object.fromEntries(headers.values());
}

function refuseIllegal(name: string, value: string): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw new GatewayError(
      "API_CONFIGURATION_ERROR",
      "Internal server error",
      `the header ${JSON.stringify(name)} cannot be sent`,
    );
  }
}
