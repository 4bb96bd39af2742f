import type { Assume } from "../../assumptions/assumptions";
import type { ApiRequest } from "../deployed/invocation";
import type { ClientRequest } from "./exchange";

/** AWS keeps these headers to itself. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "content-md5",
  "expect",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "www-authenticate",
]);

/** A header of a client. */
export type SentHeader = readonly [name: string, value: string];

/**
 * The headers as the client wrote them, in its order. HTTP/2 writes every name in lower case, and the host as one of its
 * pseudo headers.
 * @param request of the client
 * @returns names and values; a header that the client sent twice is there twice
 */
export function sentHeaders({ rawHeaders }: ClientRequest): readonly SentHeader[] {
  const headers: SentHeader[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const raw = rawHeaders[index] ?? "";
    const name = raw === ":authority" ? "Host" : raw;
    if (!name.startsWith(":")) headers.push([name, rawHeaders[index + 1] ?? ""]);
  }
  return headers;
}

/**
 * The headers as templates and mappings see them: which value counts, and how names are written, is assumed
 * [assumption: repeated-header] [assumption: header-case] [assumption: header-order] [assumption: content-length-header].
 * @param sent by the client
 * @param assume what AWS does not document
 * @param hidesContentEncoding whether API Gateway takes that header away
 * @returns values by name
 */
export function headerParameters(
  sent: readonly SentHeader[],
  assume: Assume,
  hidesContentEncoding: boolean,
): Record<string, string> {
  const isLowered = assume("header-case") === "lowered";
  const hidesContentLength = assume("content-length-header") === "hidden";
  const values = new Map<string, string>();
  for (const [name, value] of sent) {
    const lower = name.toLowerCase();
    const isKept = lower === "content-length" ? hidesContentLength : HOP_BY_HOP.has(lower);
    if (isKept || (hidesContentEncoding && lower === "content-encoding")) continue;
    const shown = isLowered ? lower : name;
    values.set(shown, repeated(values.get(shown), value, assume));
  }
  const inOrder = assume("header-order") === "sent" ? [...values] : [...values].reverse();
  return Object.assign(Object.create(null), Object.fromEntries(inOrder)) as Record<string, string>;
}

/**
 * The headers as API Gateway itself reads them: in any case.
 * @param sent by the client
 * @param assume what AWS does not document
 * @returns what gives a header by its lower-case name
 */
export function headersByName(sent: readonly SentHeader[], assume: Assume): ApiRequest["header"] {
  const values = new Map<string, string>();
  for (const [name, value] of sent) {
    const lower = name.toLowerCase();
    values.set(lower, repeated(values.get(lower), value, assume));
  }
  return (name) => values.get(name);
}

function repeated(before: string | undefined, value: string, assume: Assume): string {
  if (before === undefined) return value;
  return { first: before, last: value, joined: `${before}, ${value}` }[assume("repeated-header")];
}
