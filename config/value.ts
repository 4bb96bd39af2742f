/**
 * One setting as Pulumi hands it over: objects, lists, numbers and booleans as JSON, and text as it is. A key without a value
 * comes as an empty text.
 * @returns undefined for a key without a value, which then has its default
 */
export function decodeValue(value: string): unknown {
  if (value === "") return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
