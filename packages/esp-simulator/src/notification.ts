import { createHash } from "node:crypto";

/** A change of one record, as XDR hands it to a connector. */
export type ChangeNotification = Write | Delete;

interface Identity {
  readonly namespace: string;
  readonly set?: string;
  /** 20 bytes, see {@link digestOf}. */
  readonly digest: Buffer;
  /** Last update time, milliseconds since the epoch. */
  readonly lut: number;
}

export interface Write extends Identity {
  readonly op: "write";
  /** Only if the client stored it with the record (send-key policy). */
  readonly userKey?: UserKey;
  /** Generation: how often the record was written. */
  readonly gen: number;
  /** When the record expires, seconds since the epoch; 0: never. */
  readonly exp: number;
  readonly bins: ReadonlyMap<string, BinValue>;
}

export interface Delete extends Identity {
  readonly op: "delete";
  /** Whether a tombstone was written. */
  readonly durable: boolean;
}

/** A 64-bit integer is a bigint, a number always a double; a Buffer is a blob. */
export type UserKey = bigint | number | string | Buffer;
export type BinValue = bigint | number | string | boolean | Buffer | readonly Element[] | ReadonlyMap<MapKey, Element>;
/** An element of a list or a map. A bin itself cannot be null. */
export type Element = BinValue | null;
export type MapKey = bigint | number | string | Buffer;

/** Partitions of an Aerospike namespace. */
export const PARTITIONS = 4096;

/**
 * The partition of a record: the low 12 bits of the digest's first two bytes, little endian.
 * @param digest 20 bytes
 * @returns 0 to 4095
 * @see https://github.com/aerospike/aerospike-client-java (Partition.getPartitionId) [C]
 */
export function partitionOf(digest: Buffer): number {
  return digest.readUInt16LE(0) % PARTITIONS;
}

/** Aerospike's type byte before the key's bytes. */
const KEY_TYPE = { integer: 1, double: 2, string: 3, blob: 4 } as const;

/**
 * Aerospike's digest of a key: RIPEMD-160 of the set's name, the key's type and the key. The namespace is not part of
 * it.
 * @param set the set's name; undefined for a record without a set
 * @param key a `bigint` is an integer, a `number` a double, a `Buffer` a blob
 * @returns 20 bytes
 * @see https://github.com/aerospike/aerospike-client-go (key_test.go has digests to compare with) [C]
 */
export function digestOf(set: string | undefined, key: UserKey): Buffer {
  const [type, bytes] = keyBytes(key);
  return createHash("ripemd160")
    .update(set ?? "")
    .update(Buffer.of(type))
    .update(bytes)
    .digest();
}

function keyBytes(key: UserKey): [type: number, bytes: Buffer] {
  if (typeof key === "string") return [KEY_TYPE.string, Buffer.from(key)];
  if (Buffer.isBuffer(key)) return [KEY_TYPE.blob, key];
  const bytes = Buffer.alloc(8);
  if (typeof key === "bigint") bytes.writeBigInt64BE(key);
  else bytes.writeDoubleBE(key);
  return [typeof key === "bigint" ? KEY_TYPE.integer : KEY_TYPE.double, bytes];
}
