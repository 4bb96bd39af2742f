/** What is read of MessagePack: integers as bigint, doubles as number, maps as their entries in a Map. */
export type Unpacked =
  null | boolean | bigint | number | string | Buffer | readonly Unpacked[] | Map<Unpacked, Unpacked>;

/**
 * Reads one value that takes all of the bytes.
 * @throws RangeError for bytes that are none
 */
export function unpack(bytes: Buffer): Unpacked {
  let at = 0;
  const value = read();
  if (at !== bytes.length) throw new RangeError(`${bytes.length - at} bytes behind the value`);
  return value;

  function take(length: number): Buffer {
    if (at + length > bytes.length) throw new RangeError("a value that is cut short");
    at += length;
    return bytes.subarray(at - length, at);
  }

  function length(size: number): number {
    return take(size).readUIntBE(0, size);
  }

  function list(count: number): Unpacked[] {
    return Array.from({ length: count }, read);
  }

  function map(count: number): Map<Unpacked, Unpacked> {
    return new Map(Array.from({ length: count }, () => [read(), read()] as const));
  }

  function integer(size: number, isSigned: boolean): bigint {
    const read = BigInt(`0x${take(size).toString("hex")}`);
    return isSigned ? BigInt.asIntN(8 * size, read) : read;
  }

  function read(): Unpacked {
    const type = take(1).readUInt8();
    if (type < 0x80) return BigInt(type);
    if (type < 0x90) return map(type & 0x0f);
    if (type < 0xa0) return list(type & 0x0f);
    if (type < 0xc0) return take(type & 0x1f).toString();
    if (type >= 0xe0) return BigInt(type - 0x100);
    if (type === 0xc0) return null;
    if (type === 0xc2 || type === 0xc3) return type === 0xc3;
    if (type >= 0xc4 && type <= 0xc6) return take(length(2 ** (type - 0xc4)));
    if (type === 0xcb) return take(8).readDoubleBE();
    if (type >= 0xcc && type <= 0xcf) return integer(2 ** (type - 0xcc), false);
    if (type >= 0xd0 && type <= 0xd3) return integer(2 ** (type - 0xd0), true);
    if (type >= 0xd9 && type <= 0xdb) return take(length(2 ** (type - 0xd9))).toString();
    if (type === 0xdc || type === 0xdd) return list(length(2 * (type - 0xdb)));
    if (type === 0xde || type === 0xdf) return map(length(2 * (type - 0xdd)));
    throw new RangeError(`type ${type}, which no change notification has`);
  }
}
