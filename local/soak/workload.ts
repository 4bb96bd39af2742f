import { seededRandom } from "../aws/faults";
import { digestOf, type ChangeNotification } from "../connector/notification";

export interface WorkloadOptions {
  /** Sets one workload's records apart from another's in the same stream. */
  readonly name: string;
  readonly records: number;
  /** Keys among which the records are spread: each has several versions. */
  readonly keys: number;
  /** Share of the records that go to one key, from 0 to 1. */
  readonly hotShare: number;
  readonly seed: number;
  /** Last update time of the first record, milliseconds since the epoch. */
  readonly startsAt: number;
}

/** Records that can be made again at any time, so that none has to be kept to be compared. */
export interface Workload {
  readonly records: number;
  readonly keys: number;
  /** @param index from 0 up to but not including `records` */
  readonly at: (index: number) => ChangeNotification;
  /** Which record this notification is, or these bytes are made of; undefined if none of this workload. */
  readonly indexOf: (notification: ChangeNotification) => number;
  readonly indexIn: (data: Buffer) => number | undefined;
  /** The key of a record, from 0 up to but not including `keys`. */
  readonly keyOf: (index: number) => number;
}

const SET = "soak";
const BIN = "id";
/** Texts of every length in UTF-8, and what JSON and templates have to escape. */
const TEXTS = [
  "plain",
  "naïve café",
  "データ",
  "emoji 🚀🧪",
  "quotes \" and \\ and '",
  "line\nend\ttab",
  "#set($x = 1) $input.body",
];
/** One record in so many is a few KiB, the others a few hundred bytes. */
const LARGE_EVERY = 50;

/** Versions of records in the order in which XDR ships them. */
export function createWorkload(options: WorkloadOptions): Workload {
  const { name, records, keys, hotShare, seed, startsAt } = options;
  const random = seededRandom(seed);
  const keyOf = new Uint32Array(records);
  const generationOf = new Uint16Array(records);
  const generations = new Uint16Array(keys);
  for (let index = 0; index < records; index += 1) {
    const key = random() < hotShare ? 0 : Math.floor(random() * keys);
    const generation = ((generations[key] ?? 0) % 65_535) + 1;
    generations[key] = generation;
    keyOf[index] = key;
    generationOf[index] = generation;
  }
  const pattern = new RegExp(`"${escaped(name)}/(\\d+)"`);

  return {
    records,
    keys,
    at: (index) => {
      const userKey = `${name}/${keyOf[index] ?? 0}`;
      return {
        op: "write",
        namespace: "test",
        set: SET,
        userKey,
        digest: digestOf(SET, userKey),
        lut: startsAt + index,
        gen: generationOf[index] ?? 0,
        exp: 0,
        bins: new Map<string, string | bigint | Buffer>([
          [BIN, `${name}/${index}`],
          ["text", TEXTS[index % TEXTS.length] ?? ""],
          ["count", BigInt(index) ** 3n],
          ["bytes", Buffer.alloc(index % LARGE_EVERY === 0 ? 4096 : index % 90, index)],
        ]),
      };
    },
    indexOf: ({ lut }) => lut - startsAt,
    indexIn: (data) => {
      const [, index] = pattern.exec(withoutKey(data)) ?? [];
      return index !== undefined && Number(index) < records ? Number(index) : undefined;
    },
    keyOf: (index) => keyOf[index] ?? 0,
  };
}

/** The bins: a record's own key looks as an id does. */
const withoutKey = (data: Buffer): string => {
  const text = data.toString("utf8");
  return text.slice(Math.max(0, text.indexOf(`"${BIN}"`)));
};

const escaped = (text: string): string => text.replace(/[^a-zA-Z0-9]/g, "\\$&");
