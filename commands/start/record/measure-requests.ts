import type { ConnectorAssumptions } from "@aerospike-kinesis/esp-simulator";

import type { RequestEntry } from "./entry";
import type { Measures, Observed } from "./observed";

const DIGEST = "aerospike-digest";

/** What requests of records show. */
export const measureRequests: Measures<
  | "record-method"
  | "delete-method"
  | "digest-header"
  | "digest-encoding"
  | "content-type"
  | "additional-headers"
  | "header-names"
  | "records-per-request"
  | "json-metadata-key"
> = {
  "record-method": ({ records }) => {
    const writes = records.filter(({ body, method }) => body?.operation !== "delete" && method !== "DELETE");
    if (writes.some(({ method }) => method === "PUT")) return "put";
    return writes.some(({ method }) => method === "POST") ? "post" : undefined;
  },
  "delete-method": ({ records }) => {
    if (records.some(({ method }) => method === "DELETE")) return "delete";
    return records.some(({ body, method }) => body?.operation === "delete" && method === "POST") ? "post" : undefined;
  },
  "digest-header": ({ records }) => {
    const [first] = records;
    if (first === undefined) return undefined;
    const name = records.find(({ digest }) => digest)?.digest?.name;
    if (name === undefined) return "none";
    if (name === DIGEST) return DIGEST;
    return name.toLowerCase() === DIGEST ? "other-case" : "other-name";
  },
  "digest-encoding": ({ records }) => {
    const seen = records.flatMap(({ digest }) => digest?.encoding ?? []);
    return (["hex", "base64url", "base64"] as const).find((encoding) => seen.includes(encoding));
  },
  "content-type": firstOf(contentTypeOf),
  "additional-headers": firstOf(({ headerNames }, { configuredHeaders }) => {
    const sent = new Set(headerNames.map((name) => name.toLowerCase()));
    const others = configuredHeaders.filter((name) => name.toLowerCase() !== "content-type");
    return others.every((name) => sent.has(name.toLowerCase())) ? "sent" : "missing";
  }),
  "header-names": ({ records, configuredHeaders }) => {
    const names = records.filter(({ httpVersion }) => httpVersion.startsWith("1")).flatMap((one) => one.headerNames);
    const mixed = configuredHeaders.filter((name) => name !== name.toLowerCase());
    if (mixed.some((name) => names.includes(name))) return "as-written";
    return mixed.some((name) => names.includes(name.toLowerCase())) ? "lowered" : undefined;
  },
  "records-per-request": ({ records }) => {
    const forms = records.flatMap(({ body }) => body?.form ?? []);
    if (forms.length === 0) return undefined;
    return forms.includes("array") ? "array" : "one";
  },
  "json-metadata-key": ({ records, hasStrayMetadataKey }) => {
    const forms = records.flatMap(({ body }) => body?.form ?? []);
    if (!hasStrayMetadataKey) return undefined;
    if (forms.includes("flat-json")) return "flat-json";
    return forms.includes("json") ? "ignored" : undefined;
  },
};

function contentTypeOf(
  { contentTypes }: RequestEntry,
  { configuredContentType }: Observed,
): ConnectorAssumptions["content-type"] {
  const [first, second] = contentTypes;
  if (first === undefined) return "none";
  if (second !== undefined || first.includes(",")) return "twice";
  if (first === configuredContentType) return "configured";
  return first.split(";")[0]?.trim() === configuredContentType ? "with-parameters" : "own";
}

/** The value that most of the records do not have is the interesting one: any that differs from the first decides. */
function firstOf<Value>(measure: (record: RequestEntry, observed: Observed) => Value) {
  return (observed: Observed): Value | undefined => {
    const values = observed.records.map((record) => measure(record, observed));
    return values.find((value) => value !== values[0]) ?? values[0];
  };
}
