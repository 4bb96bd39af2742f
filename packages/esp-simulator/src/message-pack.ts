/** A value of Aerospike that MessagePack can express. A bigint is an integer, a number is always a double. */
export type Packable =
  null | boolean | bigint | number | string | Buffer | readonly Packable[] | ReadonlyMap<Packable, Packable>;

/**
 * Writes a value as MessagePack, each integer and length in the fewest bytes that hold it, as Java's packers do. The
 * libraries for JavaScript cannot do this: they write every bigint in eight bytes, and a number without a fraction as
 * an integer.
 * @param value what Aerospike has
 * @returns the bytes
 * @throws RangeError for an integer of more than 64 bits
 * @see https://github.com/msgpack/msgpack/blob/master/spec.md
 */
export function toMessagePack(value: Packable): Buffer {
  return Buffer.concat(chunksOf(value));
}

function chunksOf(value: Packable): Buffer[] {
  if (value === null) return [Buffer.of(0xc0)];
  if (typeof value === "boolean") return [Buffer.of(value ? 0xc3 : 0xc2)];
  if (typeof value === "bigint") return [integer(value)];
  if (typeof value === "number") return [double(value)];
  if (typeof value === "string") {
    const bytes = Buffer.from(value);
    return [head(bytes.length, STRING), bytes];
  }
  if (Buffer.isBuffer(value)) return [head(value.length, BINARY), value];
  if (isMap(value)) return [head(value.size, MAP), ...[...value].flat().flatMap(chunksOf)];
  return [head(value.length, ARRAY), ...value.flatMap(chunksOf)];
}

/**
 * How a kind of value writes its length: in its first byte if the length is below `short`, else in 1, 2 or 4 bytes
 * after one of the types in `long`.
 */
interface Kind {
  readonly short: number;
  readonly first: number;
  readonly long: readonly (readonly [type: number, bytes: 1 | 2 | 4])[];
}

// prettier-ignore
const STRING: Kind = { short: 32, first: 0xa0, long: [[0xd9, 1], [0xda, 2], [0xdb, 4]] };
// prettier-ignore
const BINARY: Kind = { short: 0, first: 0, long: [[0xc4, 1], [0xc5, 2], [0xc6, 4]] };
// prettier-ignore
const ARRAY: Kind = { short: 16, first: 0x90, long: [[0xdc, 2], [0xdd, 4]] };
// prettier-ignore
const MAP: Kind = { short: 16, first: 0x80, long: [[0xde, 2], [0xdf, 4]] };

function head(length: number, { short, first, long }: Kind): Buffer {
  if (length < short) return Buffer.of(first + length);
  const [type, bytes] = long.find(([, size]) => length < 2 ** (8 * size)) ?? [0, 0];
  if (bytes === 0) throw new RangeError(`a value of ${length} elements, more than MessagePack can have`);
  const written = Buffer.of(type, ...new Uint8Array(bytes));
  written.writeUIntBE(length, 1, bytes);
  return written;
}

const UNSIGNED = [0xcc, 0xcd, 0xce, 0xcf];
const SIGNED = [0xd0, 0xd1, 0xd2, 0xd3];

/** @throws RangeError for what 64 bits cannot hold; Aerospike's integers are signed */
function integer(value: bigint): Buffer {
  if (value >= -32n && value < 128n) return Buffer.of(Number(BigInt.asUintN(8, value)));
  const isNegative = value < 0n;
  const fits = (bits: number): boolean =>
    (isNegative ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)) === value;
  const step = [8, 16, 32, 64].findIndex(fits);
  const type = (isNegative ? SIGNED : UNSIGNED)[step];
  if (type === undefined) throw new RangeError(`an integer of more than 64 bits: ${value}`);
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value));
  return Buffer.concat([Buffer.of(type), bytes.subarray(8 - 2 ** step)]);
}

function double(value: number): Buffer {
  const bytes = Buffer.of(0xcb, ...new Uint8Array(8));
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

const isMap = (value: Packable): value is ReadonlyMap<Packable, Packable> => value instanceof Map;
