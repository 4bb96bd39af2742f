/**
 * Reads one value as Pulumi gives it: objects, lists, numbers and booleans as JSON, and text unchanged. A key without a
 * value comes as an empty text.
 * @param value the text
 * @returns the value; undefined for a key without a value, which then has its default
 */
export function decodeValue(value: string): unknown {
  if (value === "") return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
