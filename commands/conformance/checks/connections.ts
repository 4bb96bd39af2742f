import type { Api } from "../api";
import type { Check } from "../check";
import { expectStored, requireStored } from "../expect";
import { Mismatch } from "../mismatch";
import { stored } from "./stored";

const AT_ONCE = 200;
const ON_ONE_CONNECTION = 10;
const BROKEN = 5;

/** What the API answers to more than it, Kinesis or the integration can take at the moment. The connector sends again. */
const BUSY: ReadonlyMap<number, string> = new Map([
  [429, "refused as too many"],
  [503, "refused as too many"],
  [504, "not stored in time"],
]);

/**
 * As many posts as there are connections. Each is stored under its own place, or not acknowledged. One that is refused as
 * too many is not sent again: under a low throttle that would be thousands of requests.
 */
async function postAtOnce(api: Api): Promise<string> {
  const exchanges = await Promise.all(Array.from({ length: AT_ONCE }, () => api.send({ isSentOnce: true })));
  const places = new Set<string>();
  const busy = new Map<string, number>();
  for (const exchange of exchanges) {
    const { answer } = exchange;
    const reason = BUSY.get(answer.status);
    if (reason !== undefined) {
      busy.set(reason, (busy.get(reason) ?? 0) + 1);
      continue;
    }
    const { ShardId, SequenceNumber } = await requireStored(api, exchange);
    places.add(`${ShardId} ${SequenceNumber}`);
  }
  const stored = [...busy.values()].reduce((rest, count) => rest - count, AT_ONCE);
  if (places.size !== stored) throw new Mismatch(`${stored} records are acknowledged with ${places.size} places`);
  await expectStored(api);
  return [`${stored} stored`, ...[...busy].map(([reason, count]) => `${count} ${reason}`)].join(", ");
}

async function postOnOneConnection(api: Api): Promise<string> {
  const prepared = Array.from({ length: ON_ONE_CONNECTION }, () => api.prepare());
  const noted = prepared.map(({ mark }) => api.ledger.note(mark, "posts on one connection"));
  const { reused, answers } = await api.client.sendOnOneConnection(prepared.map(({ request }) => request));
  for (const [index, answer] of answers.entries()) {
    noted[index]?.(answer.status, answer.text);
    api.judgeForm("POST", answer);
    const { body = Buffer.alloc(0), mark = "" } = prepared[index] ?? {};
    const { stream } = api.target;
    if (answer.status === 504) {
      api.noteLate();
      await expectStored(api);
    } else if (answer.status !== 429) {
      await requireStored(api, { answer, body, mark, stream });
    }
  }
  if (reused === 0) throw new Mismatch("the connection is closed after each answer: the connector would open one each");
  return `${answers.length} posts, the connection reused ${reused} times`;
}

async function breakConnections(api: Api): Promise<string> {
  for (let index = 0; index < BROKEN; index += 1) {
    const { request, mark } = api.prepare({ body: "x".repeat(100_000) });
    // Half a record must never be stored.
    const take = api.ledger.note(mark, "a connection that breaks in the middle of a record");
    await api.client.breakOff(request);
    take(0, "");
  }
  await expectStored(api);
  return `${BROKEN} broken, and the next record stored`;
}

async function postOverHttp2(api: Api): Promise<string> {
  let exchange;
  try {
    exchange = await api.send({ via: "sendHttp2" });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!code.startsWith("ERR_HTTP2_")) throw error;
    throw new Mismatch(`HTTP/2 is not spoken (${code}): a connector with protocol HTTP_2 cannot send`);
  }
  await requireStored(api, exchange);
  return "stored as sent";
}

async function postToEachDestination(api: Api): Promise<string> {
  const { otherDestinations } = api.target;
  for (const destination of otherDestinations) {
    try {
      await expectStored(api, { destination });
    } catch (error) {
      if (error instanceof Mismatch) throw new Mismatch(`stream ${destination.stream}: ${error.message}`);
      throw error;
    }
  }
  return otherDestinations.length === 0
    ? "there is no other"
    : `${otherDestinations.length} stored, each in its stream`;
}

/** Protocols, connections and destinations. */
export const CONNECTIONS: readonly Check[] = [
  stored("HTTP/1.1"),
  stored("HTTP/1.1 in chunks, without a length", { via: "sendChunked" }),
  { name: "HTTP/2", run: postOverHttp2 },
  { name: `${ON_ONE_CONNECTION} posts on one connection`, run: postOnOneConnection },
  { name: "connections that break in the middle of a record", run: breakConnections },
  { name: `${AT_ONCE} posts at once`, run: postAtOnce },
  { name: "a record to each other destination", run: postToEachDestination },
];
