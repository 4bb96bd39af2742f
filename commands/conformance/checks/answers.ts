import { headerIn } from "../../shared/header-in";
import type { Api } from "../api";
import type { Check } from "../check";
import type { Change } from "../connector-request";
import { describe, expectRefused, gatewayWords, TEMPLATE_REFUSALS } from "../expect";
import { Mismatch } from "../mismatch";
import { BINARY_TYPES, TEXT_TYPES } from "./samples";

const refused = (name: string, change: Change, status: number, words?: readonly string[]): Check => ({
  name,
  run: (api) => expectRefused(api, change, [status], words),
});

const withUrl = (name: string, urlOf: (url: string) => string): Check => ({
  name,
  run: (api) => expectRefused(api, { url: urlOf(api.target.url), isUnusual: true }, [403, 404]),
});

const INVALID_KEY = gatewayWords("INVALID_API_KEY");
const NO_ROUTE = gatewayWords("MISSING_AUTHENTICATION_TOKEN");
const NO_TEMPLATE = gatewayWords("UNSUPPORTED_MEDIA_TYPE");

/** Who is refused: every client without the very key. */
const keys: readonly Check[] = [
  refused("no API key", { headers: { "x-api-key": undefined } }, 403, INVALID_KEY),
  refused("an empty API key", { headers: { "x-api-key": "" } }, 403, INVALID_KEY),
  refused("a wrong API key", { headers: { "x-api-key": "conformance-not-a-key-of-this-api" } }, 403, INVALID_KEY),
  refused("no API key, in the query string", { headers: { "x-api-key": undefined }, query: "?x-api-key=a" }, 403),
  {
    name: "the API key cut by a character, and in other case",
    run: async (api) => {
      const key = headerIn(api.target.headers, "x-api-key") ?? "";
      const flipped = key.replace(/[a-z]/gi, (letter) =>
        letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
      );
      const wrong = [key.slice(0, -1), ...(flipped === key ? [] : [flipped])];
      for (const value of wrong) await expectRefused(api, { headers: { "x-api-key": value } }, [403], INVALID_KEY);
      return "403";
    },
  },
];

const METHODS = ["PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

const methods: readonly Check[] = METHODS.map((method) =>
  refused(`${method} is no method of the API`, { method }, 403, method === "HEAD" ? undefined : NO_ROUTE),
);

const paths: readonly Check[] = [
  withUrl("a path below the API's", (url) => `${url}/x`),
  withUrl("the stage without a path", (url) => url.replace(/\/[^/]+$/, "/")),
  withUrl("the path in other case", (url) => url.replace(/[^/]+$/, (path) => path.toUpperCase())),
  withUrl("a stage that is not there", (url) => url.replace(/\/[^/]+\/([^/]+)$/, "/conformance-no-stage/$1")),
];

const types: readonly Check[] = ["text/csv", "multipart/form-data; boundary=x", "application/xml", "*/*", "json"].map(
  (type) => refused(`a record as ${type}`, { headers: { "Content-Type": type } }, 415, NO_TEMPLATE),
);

/** A stream is one of the API's own, whatever the header says. */
const HOSTILE_STREAMS = [
  "conformance-no-such-stream",
  `x", "PartitionKey": "y`,
  "$stream",
  "#if(true)",
  "../other",
  "arn:aws:kinesis:us-east-1:123456789012:stream/x",
  "x".repeat(129),
];

const streams: readonly Check[] = [
  ...HOSTILE_STREAMS.map((streamname) => ({
    name: `the stream ${streamname.slice(0, 30)}`,
    run: (api: Api) => expectRefused(api, { headers: { streamname } }, [400, 502], TEMPLATE_REFUSALS),
  })),
  {
    name: "the name of the API's own stream, in quotes",
    run: (api) => {
      const streamname = JSON.stringify(headerIn(api.target.headers, "streamname") ?? "x");
      return expectRefused(api, { headers: { streamname } }, [400, 502], TEMPLATE_REFUSALS);
    },
  },
];

async function requireHealthy(api: Api, change: Change): Promise<string> {
  const { answer } = await api.send({ method: "GET", ...change });
  if (answer.status === 200 && answer.text.replaceAll(/\s/g, "") === `{"status":"ok"}`) return "200";
  throw new Mismatch(`expected 200 {"status": "ok"}, got ${describe(answer)}`);
}

const NO_HEADERS = { "x-api-key": undefined, streamname: undefined, "aerospike-digest": undefined };
const BARE = { ...NO_HEADERS, "Content-Type": undefined };

const healthChecks: readonly Check[] = [
  { name: "a health check without headers", run: (api) => requireHealthy(api, { headers: BARE }) },
  { name: "a health check with the headers of a record", run: (api) => requireHealthy(api, {}) },
  { name: "a health check with a query string", run: (api) => requireHealthy(api, { headers: BARE, query: "?a=b&c" }) },
  {
    name: "a health check of each media type",
    run: async (api) => {
      for (const type of [...TEXT_TYPES, ...BINARY_TYPES, "text/plain", "text/html", "application/xml"]) {
        await requireHealthy(api, { headers: { "Content-Type": type } });
      }
      return "200";
    },
  },
];

/** Every answer that can be provoked from outside, and that is no record. */
export const ANSWERS: readonly Check[] = [...keys, ...methods, ...paths, ...types, ...streams, ...healthChecks];
