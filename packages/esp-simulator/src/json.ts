/** JSON as the connector writes it: integers of 64 bits (bigint), doubles (number), and keys in the order they were put. */
export type Json =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly Json[]
  | ReadonlyMap<string, Json>
  | { readonly [key: string]: Json };

/**
 * Writes a value as JSON, without white space.
 * @param value a `bigint` is written as an integer, a `number` always as a double
 * @returns the text
 */
export function toJson(value: Json): string {
  if (value === null || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return double(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(toJson).join(",")}]`;
  const entries = isMap(value) ? [...value] : Object.entries(value);
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${toJson(member)}`).join(",")}}`;
}

/**
 * A double as Java prints it, because the connector runs on Java [I]: always with a fraction, with an exponent from ten
 * million up and below a thousandth, and in quotes if it is not a number.
 *
 * The local AWS prints doubles the same way (`JavaDouble` in its `vtl/values.ts`). These are two copies on purpose: the
 * connector and API Gateway are different products, and neither package needs the other. `test/java-doubles.test.ts`
 * compares them.
 */
function double(value: number): string {
  if (!Number.isFinite(value)) return JSON.stringify(String(value));
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e7)) {
    const [digits = "", exponent = ""] = value.toExponential().split("e");
    return `${withFraction(digits)}E${Number(exponent)}`;
  }
  return `${Object.is(value, -0) ? "-" : ""}${withFraction(String(value))}`;
}

function withFraction(digits: string): string {
  return digits.includes(".") ? digits : `${digits}.0`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json): value is ReadonlyMap<string, Json> {
  return value instanceof Map;
}
