import { TemplateError } from "./errors";

/** What a mapping template computes with: the Java values that API Gateway hands to Velocity. */
export type Value = null | boolean | number | bigint | string | JavaDouble | JavaList | JavaMap | JavaObject;

/** A `java.util.Map`. It keeps the order of its keys and has no prototype that a key could reach. */
export type JavaMap = Map<string, Value>;

/** A method of a Java value; it checks its own arguments. */
export type Method = (args: readonly Value[]) => Value;

/** A number with a fraction or an exponent. Whole numbers are JavaScript's `number`, or `bigint` beyond 2^53. */
export class JavaDouble {
  constructor(readonly value: number) {}

  /** As `Double.toString` prints: `1.0`, `1.0E8`, `1.0E-4`. */
  toString(): string {
    const size = Math.abs(this.value);
    if (!Number.isFinite(this.value)) return String(this.value);
    if (this.value === 0) return Object.is(this.value, -0) ? "-0.0" : "0.0";
    if (size >= 1e-3 && size < 1e7) return Number.isInteger(this.value) ? `${this.value}.0` : String(this.value);
    const [mantissa = "", exponent = ""] = this.value.toExponential().split("e");
    return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
  }
}

/**
 * A `java.util.List`. How it prints depends on where it comes from: a list read from JSON prints as JSON, one made in
 * the template as Java's lists do, an array (`split`) as an address that differs on every run.
 */
export class JavaList {
  constructor(
    readonly items: Value[],
    readonly origin: "json" | "template" | "array" = "template",
    /** The map that this is a view of, as `keySet()` is. */
    readonly view?: JavaMap,
  ) {}
}

/** An object with methods and properties of its own, such as `$input`. */
export class JavaObject {
  constructor(
    readonly name: string,
    readonly methods: ReadonlyMap<string, Method>,
    readonly properties: ReadonlyMap<string, () => Value> = new Map(),
  ) {}
}

/**
 * The text that a value prints as. Null prints nothing: API Gateway, unlike Velocity as it comes, never prints the
 * reference itself (recorded against AWS: a path that is not there rendered as `{"body": , "nested": }`).
 * @param value any value
 * @returns its text
 * @throws TemplateError for an array or an object such as `$input`
 */
export function toJavaString(value: Value): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (value instanceof Map) return `{${[...value].map(([key, item]) => `${key}=${printMember(item)}`).join(", ")}}`;
  if (value instanceof JavaList) return listToString(value);
  if (value instanceof JavaObject) throw new TemplateError(`$${value.name} has no text that AWS documents`);
  return String(value);
}

/** Lists inside a map or a list, recorded against AWS: `{foo=[{"nested":"bar"}]}`. */
function listToString(list: JavaList): string {
  if (list.origin === "json") return toJson(list);
  if (list.origin === "array") throw new TemplateError("a Java array prints as an address; print its items");
  return `[${list.items.map(printMember).join(", ")}]`;
}

const printMember = (value: Value): string => (value === null ? "null" : toJavaString(value));

/**
 * Compact JSON. Whether AWS writes `/` as `\/` is not known [assumption: json-slash]: input.ts does it.
 * @param value any value
 * @returns its JSON
 * @throws TemplateError for an object such as `$input`
 */
export function toJson(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof JavaList) return `[${value.items.map(toJson).join(",")}]`;
  if (value instanceof Map) {
    return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}:${toJson(item)}`).join(",")}}`;
  }
  if (value instanceof JavaObject) throw new TemplateError(`$${value.name} is not JSON`);
  return String(value);
}

/**
 * The Java value of plain data: what a caller hands in as context, parameters and stage variables.
 * @param data null, texts, numbers, booleans, arrays and objects of them
 * @returns the value
 * @throws TemplateError for anything else, such as a function
 */
export function fromPlain(data: unknown): Value {
  if (data === null || data === undefined) return null;
  if (typeof data === "string" || typeof data === "boolean" || typeof data === "bigint") return data;
  if (typeof data === "number") return Number.isInteger(data) ? data : new JavaDouble(data);
  if (Array.isArray(data)) return new JavaList(data.map(fromPlain), "json");
  if (typeof data === "object") return new Map(Object.entries(data).map(([key, item]) => [key, fromPlain(item)]));
  throw new TemplateError(`a template cannot be given a ${typeof data}`);
}

/**
 * The way back, for what a template leaves in its context. Objects have no prototype.
 * @param value any value
 * @returns plain data
 */
export function toPlain(value: Value): unknown {
  if (value instanceof JavaDouble) return value.value;
  if (value instanceof JavaList) return value.items.map(toPlain);
  if (!(value instanceof Map)) return value;
  const plain = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of value) plain[key] = toPlain(item);
  return plain;
}

/**
 * A whole number, as a `number` while it is exact.
 * @param value of any size
 * @returns a `number` up to 2^53, else the `bigint`
 */
export function wholeNumber(value: bigint): number | bigint {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : value;
}
