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

/**
 * The headers as templates and mappings see them: which value counts, and how names are written, is assumed
 * [assumption: repeated-header] [assumption: header-case] [assumption: header-order] [assumption: content-length-header].
 *
 * @param request of the client
 * @param assume what AWS does not document
 * @param hidesContentEncoding whether API Gateway takes that header away
 * @returns values by name
 */
export function headerParameters(
  request: ClientRequest,
  assume: Assume,
  hidesContentEncoding: boolean,
): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of sentHeaders(request)) {
    const lower = name.toLowerCase();
    const isKept = lower === "content-length" ? assume("content-length-header") === "hidden" : HOP_BY_HOP.has(lower);
    if (isKept || (hidesContentEncoding && lower === "content-encoding")) continue;
    const shown = assume("header-case") === "lowered" ? lower : name;
    values.set(shown, repeated(values.get(shown), value, assume));
  }
  const inOrder = assume("header-order") === "sent" ? [...values] : [...values].reverse();
  return Object.assign(Object.create(null), Object.fromEntries(inOrder)) as Record<string, string>;
}

/**
 * The headers as API Gateway itself reads them: in any case.
 *
 * @param request of the client
 * @param assume what AWS does not document
 * @returns what gives a header by its lower-case name
 */
export function headersByName(request: ClientRequest, assume: Assume): ApiRequest["header"] {
  const values = new Map<string, string>();
  for (const [name, value] of sentHeaders(request)) {
    const lower = name.toLowerCase();
    values.set(lower, repeated(values.get(lower), value, assume));
  }
  return (name) => values.get(name);
}

function repeated(before: string | undefined, value: string, assume: Assume): string {
  if (before === undefined) return value;
  return { first: before, last: value, joined: `${before}, ${value}` }[assume("repeated-header")];
}

/** As the client wrote them. HTTP/2 writes every name in lower case, and the host as one of its pseudo headers. */
function sentHeaders({ rawHeaders }: ClientRequest): (readonly [name: string, value: string])[] {
  return rawHeaders.flatMap((raw, index) => {
    const name = raw === ":authority" ? "Host" : raw;
    return index % 2 === 1 || name.startsWith(":") ? [] : [[name, rawHeaders[index + 1] ?? ""] as const];
  });
}
