import { type ChangeNotification, digestOf, PARTITIONS } from "@aerospike-kinesis/esp-simulator";
import { seededRandom } from "@aerospike-kinesis/local-aws/faults";

import type { StoredChange } from "./stored";

export interface WorkloadOptions {
  /** Distinguishes the records of this workload from others in the same stream. */
  readonly name: string;
  readonly records: number;
  /** How many keys the records have. Each key has several versions. */
  readonly keys: number;
  /**
   * How many of Aerospike's partitions have the keys. The keys are then written in turn, so that many records of one
   * partition are under way at once.
   * @defaultValue all 4,096, as the digests fall, and keys at random
   */
  readonly partitions?: number;
  /** Whether some versions are deletes. The format must be able to tell them apart. */
  readonly deletes: boolean;
  /** Share of the records that go to one key, from 0 to 1. */
  readonly hotShare: number;
  readonly seed: number;
  /** Last update time of the first record, milliseconds since the epoch. */
  readonly startsAt: number;
}

/** Records that can be built again at any time, so that none must be kept for the comparison. */
export interface Workload {
  readonly records: number;
  readonly keys: number;
  /** @param index from 0 up to but not including `records` */
  readonly at: (index: number) => ChangeNotification;
  /** The index of a notification, or of a stored change. Undefined for a change that is not of this workload. */
  readonly indexOf: (notification: ChangeNotification) => number;
  readonly indexIn: (change: Omit<StoredChange, "gen">) => number | undefined;
  /** The key of a record, from 0 up to but not including `keys`. */
  readonly keyOf: (index: number) => number;
}

/** The namespace and the set of every record. */
export const ROUTED = { namespace: "test", set: "soak" } as const;
const BIN = "id";
/** Texts with characters of every length in UTF-8, and with characters that JSON and templates must escape. */
const TEXTS = [
  "plain",
  "naïve café",
  "データ",
  "emoji 🚀🧪",
  "quotes \" and \\ and '",
  "line\nend\ttab",
  "#set($x = 1) $input.body",
];
/** One of so many records has a few KiB, the others a few hundred bytes. */
const LARGE_EVERY = 50;

/** One of so many keys begins with the last generation before generations begin again. */
const WRAPPING_EVERY = 3;
const LAST_GENERATION = 65_535;
/** The generation of a delete, which has none. */
const DELETE = 0;

/**
 * Creates versions of records in the order in which XDR ships them, in rounds: a write; a second write with the same
 * `lut`, as if within the same millisecond, so that only the generation tells them apart; a delete, after which
 * generations begin again.
 * @param options how many records and keys, and how they are spread
 * @returns records that are built again each time they are needed
 * @throws RangeError for fewer keys than one
 */
export function createWorkload(options: WorkloadOptions): Workload {
  const { name, records, keys, hotShare, partitions = PARTITIONS, seed, startsAt } = options;
  const round = options.deletes ? 3 : 2;
  const areFew = partitions < PARTITIONS;
  const random = seededRandom(seed);
  const keyOf = new Uint32Array(records);
  const generationOf = new Uint16Array(records);
  const lutOf = new Uint32Array(records);
  const last = Array.from({ length: keys }, (_, key) => ({
    generation: key % WRAPPING_EVERY === 0 ? LAST_GENERATION - 1 : 0,
    lut: 0,
    count: 0,
  }));
  for (let index = 0; index < records; index += 1) {
    const key = random() < hotShare ? 0 : areFew ? index % keys : Math.floor(random() * keys);
    const version = last[key];
    if (version === undefined) throw new RangeError(`key ${key} of ${keys}`);
    const turn = version.count % round;
    version.count += 1;
    version.generation = turn === 2 ? DELETE : (version.generation % LAST_GENERATION) + 1;
    if (turn !== 1) version.lut = index;
    keyOf[index] = key;
    generationOf[index] = version.generation;
    lutOf[index] = version.lut;
  }
  const pattern = new RegExp(`^${escapeRegExp(name)}/(\\d+)$`);
  const indexOfWrite = (id: unknown): number | undefined => {
    const index = typeof id === "string" ? pattern.exec(id)?.[1] : undefined;
    return index !== undefined && Number(index) < records ? Number(index) : undefined;
  };

  /** With few partitions, the first two bytes, which decide the partition, are not those of the real digest. */
  const digestFor = (userKey: string, key: number): Buffer => {
    const digest = digestOf(ROUTED.set, userKey);
    if (areFew) digest.writeUInt16LE(key % partitions);
    return digest;
  };

  const at = (index: number): ChangeNotification => {
    const key = keyOf[index] ?? 0;
    const userKey = `${name}/${key}`;
    const lut = startsAt + (lutOf[index] ?? 0);
    const identity = { ...ROUTED, digest: digestFor(userKey, key), lut };
    const gen = generationOf[index] ?? DELETE;
    if (gen === DELETE) return { op: "delete", ...identity, durable: index % 2 === 0 };
    return {
      op: "write",
      ...identity,
      userKey,
      gen,
      exp: 0,
      bins: new Map<string, string | bigint | Buffer>([
        [BIN, `${name}/${index}`],
        ["text", TEXTS[index % TEXTS.length] ?? ""],
        ["count", BigInt(index) ** 3n],
        ["bytes", Buffer.alloc(index % LARGE_EVERY === 0 ? 4096 : index % 90, index)],
      ]),
    };
  };

  /** The index of a delete. No other record has the same `lut`. */
  const indexOfDelete = (digest: string, lut: number): number | undefined => {
    const index = lut - startsAt;
    return generationOf[index] === DELETE && at(index).digest.toString("base64") === digest ? index : undefined;
  };

  return {
    records,
    keys,
    at,
    indexOf: (notification) => {
      const { op, digest, lut } = notification;
      const index =
        op === "write" ? indexOfWrite(notification.bins.get(BIN)) : indexOfDelete(digest.toString("base64"), lut);
      if (index === undefined) throw new RangeError(`a notification that is none of ${name}`);
      return index;
    },
    indexIn: ({ op, digest, lut, bin }) => (op === "write" ? indexOfWrite(bin(BIN)) : indexOfDelete(digest, lut)),
    keyOf: (index) => keyOf[index] ?? 0,
  };
}

const escapeRegExp = (text: string): string => text.replace(/[^a-zA-Z0-9]/g, "\\$&");
