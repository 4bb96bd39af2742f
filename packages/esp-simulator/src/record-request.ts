import { promisify } from "node:util";
import { gzip } from "node:zlib";

import type { ConnectorAssumptions } from "./assumptions";
import type { Destination } from "./configuration";
import type { ConnectionRequest } from "./connection";
import type { ChangeNotification } from "./notification";

const compress = promisify(gzip);

/** The values of a header, or more than one. */
type Headers = Readonly<Record<string, string | string[]>>;

/** What the requests of all records of a destination have in common. */
export interface RecordDestination {
  readonly settings: Destination;
  readonly assumptions: ConnectorAssumptions;
  /** Those of each record, without the digest. */
  readonly headers: Headers;
}

/**
 * Makes the request of a record. The configuration's headers are sent unchanged [K]. What is not documented is an
 * assumption: the digest's header and encoding, the method, and the Content-Type. `compression` compresses bodies above
 * `compression-threshold` bytes [C] and says so in Content-Encoding [I].
 * @param destination its settings and its headers, as `configuredHeaders` gives them, and what is assumed
 * @param notification whose request it is
 * @param body its body, not compressed
 * @returns the request, without its path
 */
export async function recordRequest(
  destination: RecordDestination,
  notification: ChangeNotification,
  body: Buffer,
): Promise<Omit<ConnectionRequest, "path">> {
  const { settings, assumptions } = destination;
  const { compression, compressionThresholdBytes } = settings;
  const method = methodOf(assumptions, notification);
  const headers = headersOf(destination, notification);
  const batch = assumptions["records-per-request"] === "array" ? Buffer.from(`[${body.toString()}]`) : body;
  if (compression === "none" || batch.length <= compressionThresholdBytes) return { method, headers, body: batch };
  return { method, headers: { ...headers, "content-encoding": "gzip" }, body: await compress(batch) };
}

function methodOf(assumptions: ConnectorAssumptions, { op }: ChangeNotification): ConnectionRequest["method"] {
  if (op === "delete" && assumptions["delete-method"] === "delete") return "DELETE";
  return assumptions["record-method"] === "put" ? "PUT" : "POST";
}

/**
 * The headers that the file adds to each record.
 * @param settings of the destination
 * @param assumptions about their names and the Content-Type
 * @returns the headers, without the digest
 */
export function configuredHeaders({ additionalHeaders }: Destination, assumptions: ConnectorAssumptions): Headers {
  const isMissing = assumptions["additional-headers"] === "missing";
  const isLowered = assumptions["header-names"] === "lowered";
  return Object.fromEntries(
    Object.entries(additionalHeaders).flatMap(([name, value]) => {
      const sent = isLowered ? name.toLowerCase() : name;
      if (name.toLowerCase() !== "content-type") return isMissing ? [] : [[sent, value]];
      const type = contentTypeOf(value, assumptions);
      return type === undefined ? [] : [[sent, type]];
    }),
  );
}

const OWN_TYPE = "application/octet-stream";

function contentTypeOf(configured: string, assumptions: ConnectorAssumptions): string | string[] | undefined {
  switch (assumptions["content-type"]) {
    case "configured":
      return configured;
    case "with-parameters":
      return `${configured}; charset=utf-8`;
    case "own":
      return OWN_TYPE;
    case "twice":
      return [OWN_TYPE, configured];
    case "none":
      return undefined;
  }
}

const DIGEST_NAMES = {
  "aerospike-digest": "aerospike-digest",
  "other-case": "Aerospike-Digest",
  "other-name": "aerospike-key-digest",
} as const;

function headersOf(
  { settings, assumptions, headers }: RecordDestination,
  { digest }: ChangeNotification,
): ConnectionRequest["headers"] {
  const name = assumptions["digest-header"];
  return {
    ...(settings.sendDigestHeader &&
      name !== "none" && { [DIGEST_NAMES[name]]: digest.toString(assumptions["digest-encoding"]) }),
    ...headers,
  };
}
