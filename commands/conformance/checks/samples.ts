/** Media types of which every body is stored byte for byte. */
export const BINARY_TYPES = [
  "application/octet-stream",
  "application/avro",
  "application/x-msgpack",
  "application/msgpack",
] as const;

const CHARSETS = ["", "; charset=utf-8", ";charset=utf-8", "; charset=UTF-8", ";charset=UTF-8"];

/** Media types of which a body is UTF-8. */
export const TEXT_TYPES: readonly string[] = ["application/json", "application/x-ndjson"].flatMap((type) =>
  CHARSETS.map((charset) => type + charset),
);

/** Every byte once. */
export const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

/** Every UTF-16 unit that is a character, and characters that take two. */
export const EVERY_CHARACTER = Buffer.from(
  Array.from({ length: 0x10000 }, (_, unit) => (unit >= 0xd800 && unit <= 0xdfff ? "" : String.fromCharCode(unit)))
    .join("")
    .concat("😀𐀀\u{10ffff}"),
);

export const MIB = 1024 * 1024;

/** API Gateway's 10 MB, if a MB has 1,000,000 bytes. */
export const DECIMAL_10_MB = 10_000_000;

/** API Gateway's 10 MB, if a MB has 1,048,576 bytes. Kinesis's largest record, data and partition key together. */
export const BINARY_10_MB = 10 * MIB;
