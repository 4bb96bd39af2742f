import { positionIn, type RecordPosition } from "../shared/records";
import type { Api, Exchange } from "./api";
import type { Change } from "./connector-request";
import type { HttpAnswer } from "./http-client";
import { Mismatch } from "./mismatch";

/** What a record must be, where it is not as it was sent. */
export interface Expected {
  /** @defaultValue the body that was sent */
  readonly data?: Buffer;
  /** @defaultValue the mark, which is the digest */
  readonly partitionKey?: string | RegExp;
}

/**
 * Sends a request, reads the record back by its shard and sequence number, and compares it.
 * @param api the API under test
 * @param change of the connector's request
 * @param expected how the record differs from what was sent
 * @returns its place
 * @throws Mismatch if it is refused, or not stored as it was sent
 */
export async function expectStored(api: Api, change: Change = {}, expected: Expected = {}): Promise<RecordPosition> {
  return requireStored(api, await api.send(change), expected);
}

/**
 * Reads the record of an exchange back, and compares it. A record that nobody here may read is taken as it is.
 * @param api the API under test
 * @param exchange a request and its answer
 * @param expected how the record differs from what was sent
 * @returns its place
 * @throws Mismatch if it is refused, or not stored as it was sent
 */
export async function requireStored(api: Api, exchange: Exchange, expected: Expected = {}): Promise<RecordPosition> {
  const { answer, body, mark, stream } = exchange;
  if (answer.status !== 200) throw new Mismatch(`expected 200, got ${describe(answer)}`);
  const place = positionIn(answer.text);
  if (place === undefined) throw new Mismatch("200, but the answer names no shard and sequence number");
  const record = await api.read(answer, stream);
  if (record === undefined) throw new Mismatch("200, but the stream has no record at its shard and sequence number");
  if (record === "hidden") return place;
  const { data = body, partitionKey = mark } = expected;
  if (!record.data.equals(data)) {
    throw new Mismatch(`sent ${data.length} bytes, and other bytes are stored (${record.data.length})`);
  }
  const isKey =
    typeof partitionKey === "string" ? record.partitionKey === partitionKey : partitionKey.test(record.partitionKey);
  if (!isKey) throw new Mismatch(`the partition key is ${JSON.stringify(record.partitionKey.slice(0, 80))}`);
  return place;
}

/**
 * Sends a request that must be refused. That nothing is stored is seen at the end, in the ledger.
 * @param api the API under test
 * @param change of the connector's request
 * @param statuses those that are right
 * @param words those that `error` may have; any other is a mismatch. @defaultValue every word
 * @returns the status and the word
 * @throws Mismatch for another answer
 */
export async function expectRefused(
  api: Api,
  change: Change,
  statuses: readonly number[],
  words?: readonly string[],
): Promise<string> {
  const { answer } = await api.send(change);
  const isRight = statuses.includes(answer.status) && (words?.includes(wordOf(answer)) ?? true);
  if (isRight) return describe(answer);
  throw new Mismatch(
    `expected ${statuses.join(" or ")}${words ? ` ${words.join(" or ")}` : ""}, got ${describe(answer)}`,
  );
}

/**
 * Sends a request of which it is not known whether AWS takes it. It must be stored as it was sent, or be refused.
 * @param api the API under test
 * @param change of the connector's request
 * @param expected how the record differs from what was sent
 * @returns what happened
 * @throws Mismatch if something else is stored
 */
export async function expectSafe(api: Api, change: Change, expected: Expected = {}): Promise<string> {
  const exchange = await api.send(change);
  if (exchange.answer.status >= 400) return `refused: ${describe(exchange.answer)}`;
  await requireStored(api, exchange, expected);
  return "stored as sent";
}

/**
 * The word in an answer's `error`.
 * @param answer any
 * @returns an empty text if it has none
 */
export function wordOf({ text }: Pick<HttpAnswer, "text">): string {
  try {
    const { error } = JSON.parse(text) as { readonly error?: unknown };
    return typeof error === "string" ? error : "";
  } catch {
    return "";
  }
}

/**
 * An answer in a few words.
 * @param answer any
 * @returns its status and its word
 */
export const describe = (answer: HttpAnswer): string => `${answer.status} ${wordOf(answer)}`.trim();

/** What an experiment finds that would have to read a record of a stream that nobody here may read. */
export const CANNOT_BE_READ = "acknowledged; the record cannot be read back";

/**
 * Reads the partition key of the record that an answer names.
 * @param api the API under test
 * @param answer any
 * @returns the key; undefined if there is no such record, or nobody here may read it
 */
export async function readPartitionKey(api: Api, answer: HttpAnswer): Promise<string | undefined> {
  const record = await api.read(answer);
  return record === "hidden" ? undefined : record?.partitionKey;
}

/** What Kinesis can say to a structure in the place of a stream's name: an assumption. The program sends one to refuse. */
export const TEMPLATE_REFUSALS: readonly string[] = ["Serialization", "Validation", "AccessDenied"];

/**
 * Whether the program's template refused a request.
 * @param answer any
 * @returns true for each word that such a refusal can have
 */
export const isRefusedByTemplate = (answer: HttpAnswer): boolean => TEMPLATE_REFUSALS.includes(wordOf(answer));

/**
 * The words of an answer that API Gateway gives itself. Which of both it writes is an assumption.
 * @param own the type of what happened
 * @returns that, and the type of the default answer
 */
export const gatewayWords = (own: string): readonly string[] => [own, "DEFAULT_4XX"];
