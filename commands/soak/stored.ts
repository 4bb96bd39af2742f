import type { ServedFormat } from "@aerospike-kinesis/esp-simulator";
import { decode } from "@msgpack/msgpack";

/** What decides which of two changes of a record is the later one. */
export interface Version {
  /** Last update time, milliseconds since the epoch. */
  readonly lut: number;
  /** Generation, 1 to 65,535, then 1 again. Undefined for a delete, which has none in the JSON formats. */
  readonly gen: number | undefined;
}

/** A change as a consumer finds it in a stream. */
export interface StoredChange extends Version {
  readonly op: "write" | "delete";
  /** In Base64. */
  readonly digest: string;
  /** A bin's value as the format has it; undefined if there is no such bin. */
  readonly bin: (name: string) => unknown;
}

/**
 * Reads stored bytes.
 * @returns undefined for bytes that are not a change in this format
 */
export type StoredReader = (data: Buffer) => StoredChange | undefined;

/**
 * A reader of stored bytes. It knows a format only from its documentation, and nothing of what was sent.
 * @param format as the connector's file says it
 * @returns a function from bytes to a change
 */
export function storedReader(format: ServedFormat): StoredReader {
  const read = uncheckedReader(format);
  return (data) => {
    try {
      const change = read(data);
      return isChange(change) ? change : undefined;
    } catch {
      return undefined;
    }
  };
}

function uncheckedReader(format: ServedFormat): (data: Buffer) => Unchecked {
  if (format.mode === "message-pack") return fromMessagePack;
  return format.mode === "json" ? fromJson : (data) => fromFlatJson(data, format.metadataKey);
}

type Unchecked = Readonly<Record<keyof StoredChange, unknown>> | undefined;

function fromJson(data: Buffer): Unchecked {
  const { msg: op, key, lut, gen, bins = [] } = parseJson(data);
  if (!Array.isArray(key) || !Array.isArray(bins)) return undefined;
  const named = new Map((bins as { name: unknown; value: unknown }[]).map(({ name, value }) => [name, value]));
  return { op, digest: key[2], lut, gen, bin: (name: string) => named.get(name) };
}

function fromFlatJson(data: Buffer, metadataKey: string): Unchecked {
  const { [metadataKey]: metadata, ...bins } = parseJson(data);
  const { msg: op, digest, lut, gen } = metadata as Readonly<Record<string, unknown>>;
  return { op, digest, lut, gen, bin: (name: string) => bins[name] };
}

/**
 * [version, type, [[namespace, set, digest, user key], generation, expiry, lut, [[name, type, flags, value], ...]]]:
 * writes only, because a delete has no `lut` here.
 */
function fromMessagePack(data: Buffer): Unchecked {
  // Integers of 64 bits are bigint; the smaller ones are numbers.
  const [, , payload] = decode(data, { useBigInt64: true }) as readonly [unknown, unknown, MessagePackPayload];
  const [[, , digest], gen, , lut, bins] = payload;
  if (!(digest instanceof Uint8Array)) return undefined;
  const values = new Map(bins.map(([name, , , value]) => [name, value]));
  return {
    op: "write",
    digest: Buffer.from(digest).toString("base64"),
    lut: Number(lut),
    gen: Number(gen),
    bin: (name: string) => values.get(name),
  };
}

type MessagePackPayload = readonly [
  key: readonly unknown[],
  generation: unknown,
  expiry: unknown,
  lut: unknown,
  bins: readonly (readonly unknown[])[],
];

const parseJson = (data: Buffer) => JSON.parse(data.toString("utf8")) as Readonly<Record<string, unknown>>;

const isChange = (change: Unchecked): change is StoredChange =>
  typeof change?.digest === "string" &&
  Number.isInteger(change.lut) &&
  (change.op === "write" ? Number.isInteger(change.gen) : change.op === "delete" && change.gen === undefined);
