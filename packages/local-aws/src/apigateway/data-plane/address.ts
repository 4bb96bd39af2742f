/** What a URL of the data plane names. */
export interface Address {
  readonly apiId: string;
  readonly stageName: string;
  /** From the stage on, as the client wrote it, e.g. `/kinesis`. */
  readonly path: string;
  /** The last value of each parameter. */
  readonly querystring: Readonly<Record<string, string>>;
}

const BASE = "/_aws/execute-api";
const URL_PATTERN = new RegExp(`^${BASE}/([a-z0-9]+)/([A-Za-z0-9_-]+)(/[^?#]*)?(?:\\?([^#]*))?$`);

/**
 * `https://<apiId>.execute-api.<region>.amazonaws.com/<stage>` on AWS; one host and a path here.
 * @param origin of the data plane, e.g. `https://127.0.0.1:8443`
 * @param apiId of the API
 * @param stageName of the stage
 * @returns the URL of a stage, without a slash at its end
 */
export const invokeUrl = (origin: string, apiId: string, stageName: string): string =>
  `${origin}${BASE}/${apiId}/${stageName}`;

/**
 * Reads what a request's URL names.
 * @param url path and query as the client sent them
 * @returns undefined if the URL names no stage
 */
export function parseAddress(url: string): Address | undefined {
  const match = URL_PATTERN.exec(url);
  if (!match) return undefined;
  const [, apiId = "", stageName = "", path = "/", query] = match;
  return { apiId, stageName, path, querystring: query === undefined ? {} : parseQuery(query) };
}

function parseQuery(query: string): Record<string, string> {
  const values = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(query)) values[name] = value;
  return values;
}
