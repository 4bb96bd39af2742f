import type { Measures, Observed } from "./observed";

/** A request can come a little later than its connection may be used. */
const TTL_MARGIN = 1.5;

/** What connections show. */
export const measureConnections: Measures<"connection-reuse" | "connection-ttl-unit"> = {
  "connection-reuse": ({ records }) => {
    const connections = new Set(records.map(({ connection }) => connection));
    if (connections.size < records.length) return "kept-alive";
    // Records that come at the same time need several connections.
    const last = records.at(-1);
    return last && records.some(({ answeredAt }) => answeredAt < last.at) ? "one-each" : undefined;
  },
  "connection-ttl-unit": (observed) => {
    const { connectionTtlMs, records, connections } = observed;
    if (connectionTtlMs === -1) return undefined;
    const ages = agesOf(observed);
    if (ages.some((age) => age > connectionTtlMs * TTL_MARGIN)) return "seconds";
    // Another connection after that time shows that the old one was not used any more.
    const first = Math.min(...records.map(({ at }) => at));
    const isLongEnough = records.some(({ at }) => at - first > connectionTtlMs * TTL_MARGIN);
    return isLongEnough && connections.some(({ requests }) => requests > 1) ? "milliseconds" : undefined;
  },
};

/** How old the connection of each record was. */
function agesOf({ records }: Observed): number[] {
  const since = new Map<number, number>();
  return records.map(({ connection, at }) => {
    const openedAt = since.get(connection) ?? at;
    since.set(connection, openedAt);
    return at - openedAt;
  });
}
