import type { Packable } from "./message-pack";
import type { BinValue, ChangeNotification } from "./notification";

const VERSION = 1n;
const TYPE = { write: 1n, delete: 2n } as const;
const DURABLE_DELETE = 1n;
/** The flags of a map or a list without an order, and of every other value. */
const NO_FLAGS = 0n;

/**
 * Builds a `message-pack` message: [version, type, payload] [C]. The payload of a write is [key, generation, expiry,
 * lut, bins], each bin [name, type, flags, value]. The payload of a delete is [key, flags]. A key is [namespace, set,
 * digest, user key], with nil for what it does not have. Everything but the outermost list is read in an earlier
 * edition of the page [P]. The set in a delete's key, and 17 as the type of a boolean, are [I].
 * @param notification a write or a delete
 * @returns the message, for {@link toMessagePack}
 * @see https://aerospike.com/docs/connectors/streaming/common/formats/messagepack-serialization-format
 */
export function messagePackMessage(notification: ChangeNotification): Packable {
  const { op, namespace, set = null, digest } = notification;
  if (op === "delete") {
    const flags = notification.durable ? DURABLE_DELETE : NO_FLAGS;
    return [VERSION, TYPE.delete, [[namespace, set, digest, null], flags]];
  }
  const { userKey = null, gen, exp, lut, bins } = notification;
  const packed = Array.from(bins, ([name, bin]): Packable => [name, typeOf(bin), NO_FLAGS, bin]);
  return [VERSION, TYPE.write, [[namespace, set, digest, userKey], BigInt(gen), BigInt(exp), BigInt(lut), packed]];
}

/** Aerospike's numbers for the types. */
function typeOf(bin: BinValue): bigint {
  if (typeof bin === "bigint") return 1n;
  if (typeof bin === "number") return 2n;
  if (typeof bin === "string") return 3n;
  if (typeof bin === "boolean") return 17n;
  if (Buffer.isBuffer(bin)) return 4n;
  return bin instanceof Map ? 19n : 20n;
}
