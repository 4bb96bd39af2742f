import type { FormatConfiguration, ServedFormat } from "./configuration";
import { type Json, toJson } from "./json";
import { toMessagePack } from "./message-pack";
import { messagePackMessage } from "./message-pack-message";
import type { BinValue, ChangeNotification, Element, MapKey, UserKey } from "./notification";

/**
 * The body of a notification's request.
 * @throws NotSerialisable if the format has no form for the record
 */
export type Formatter = (notification: ChangeNotification) => Buffer;

/** The format cannot express the record. The connector skips it, and it never reaches the destination [C]. */
export class NotSerialisable extends Error {
  override readonly name = "NotSerialisable";
}

/**
 * Whether the stand-in can write records in a format.
 * @param format as the connector's file says it
 * @returns false for `avro`
 */
export const isServed = (format: FormatConfiguration): format is ServedFormat => format.mode !== "avro";

/**
 * The formatter that a configuration asks for.
 * @param format as the connector's file says it
 * @returns a function from a notification to the body of its request
 * @throws RangeError for a format that is not served
 */
export function formatterOf(format: FormatConfiguration): Formatter {
  if (!isServed(format)) throw new RangeError(`the stand-in writes no ${format.mode}`);
  if (format.mode === "message-pack") return (notification) => toMessagePack(messagePackMessage(notification));
  const { stringifyMapKeys } = format;
  const value = (element: Element): Json => jsonOf(element, stringifyMapKeys);
  const message =
    format.mode === "json"
      ? (notification: ChangeNotification) => jsonMessage(notification, value)
      : (notification: ChangeNotification) => flatJsonMessage(notification, format.metadataKey, value);
  return (notification) => Buffer.from(toJson(message(notification)));
}

/**
 * `json`: the key as [namespace, set, digest, user key], null where there is none, and typed bins [C]. `bool` as the type
 * of a boolean, `ordered: false` on every list, and `lut` in a delete are [I].
 * @see https://aerospike.com/docs/connectors/streaming/common/formats/json-serialization-format
 */
function jsonMessage(notification: ChangeNotification, value: (element: Element) => Json): Json {
  const { op, namespace, set, digest, lut } = notification;
  const key = [namespace, set ?? null, digest.toString("base64")];
  if (op === "delete") return { msg: op, key: [...key, null], lut: BigInt(lut), durable: notification.durable };
  const bins = [...notification.bins].map(([name, bin]) => ({
    name,
    type: typeOf(bin),
    value: value(bin),
    ...(Array.isArray(bin) && { ordered: false }),
  }));
  const { userKey, gen, exp } = notification;
  const user = userKey === undefined ? null : value(userKey);
  return { msg: op, key: [...key, user], gen: BigInt(gen), exp: BigInt(exp), lut: BigInt(lut), bins };
}

/**
 * `flat-json`: the metadata under the configured key, the bins beside it. The order of a write's metadata is that of
 * real output of a related connector. The fields of a delete are documented [C], their order is not [I].
 * @see https://aerospike.com/docs/connectors/streaming/common/formats/flat-json-serialization-format
 */
function flatJsonMessage(
  notification: ChangeNotification,
  metadataKey: string,
  value: (element: Element) => Json,
): Json {
  const { op, namespace, set, digest, lut } = notification;
  const userKey = op === "write" ? notification.userKey : undefined;
  const identity = {
    namespace,
    ...(set !== undefined && { set }),
    ...(userKey !== undefined && { userKey: value(userKey) }),
    digest: digest.toString("base64"),
    msg: op,
  };
  if (op === "delete") {
    return new Map([[metadataKey, { ...identity, lut: BigInt(lut), durable: notification.durable }]]);
  }
  const metadata = { ...identity, gen: BigInt(notification.gen), lut: BigInt(lut), exp: BigInt(notification.exp) };
  return new Map<string, Json>([
    [metadataKey, metadata],
    ...[...notification.bins].map(([name, bin]) => [name, value(bin)] as const),
  ]);
}

/**
 * Why a connector skips a record.
 * @param format writes the body
 * @param notification what it would write
 * @returns undefined if the format can express the record
 * @throws what the formatter throws for another reason
 */
export function whyNotSerialisable(format: Formatter, notification: ChangeNotification): string | undefined {
  try {
    format(notification);
    return undefined;
  } catch (error) {
    if (error instanceof NotSerialisable) return error.message;
    throw error;
  }
}

function jsonOf(element: Element, stringifyMapKeys: boolean): Json {
  if (Buffer.isBuffer(element)) return element.toString("base64");
  if (element instanceof Map) {
    return new Map(
      Array.from(element as ReadonlyMap<MapKey, Element>, ([key, value]) => [
        mapKey(key, stringifyMapKeys),
        jsonOf(value, stringifyMapKeys),
      ]),
    );
  }
  if (Array.isArray(element)) return (element as readonly Element[]).map((each) => jsonOf(each, stringifyMapKeys));
  return element as Exclude<UserKey, Buffer> | boolean | null;
}

/** A JSON key is a string: numbers become one if the configuration allows it, bytes never do [C]. */
function mapKey(key: MapKey, stringifyMapKeys: boolean): string {
  if (typeof key === "string") return key;
  if (Buffer.isBuffer(key)) throw new NotSerialisable("a map has a key of bytes, which no JSON format can express");
  if (!stringifyMapKeys) throw new NotSerialisable("a map has a numeric key, and stringify-map-keys is false");
  return toJson(key);
}

/** The type names of the `json` format. */
function typeOf(bin: BinValue): string {
  if (typeof bin === "bigint") return "int";
  if (typeof bin === "number") return "float";
  if (typeof bin === "string") return "str";
  if (typeof bin === "boolean") return "bool";
  if (Buffer.isBuffer(bin)) return "blob";
  return Array.isArray(bin) ? "list" : "map";
}
