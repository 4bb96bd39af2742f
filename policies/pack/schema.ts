import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

/**
 * What is wrong with a value, by the part of JSON Schema that the pack's own schemas use.
 * @param path What the messages call the value.
 */
export function schemaProblems(schema: PolicyConfigJSONSchema, value: unknown, path: string): readonly string[] {
  const expected = unmetExpectation(schema, value);
  if (expected !== undefined) return [`${path}: expected ${expected}, got ${JSON.stringify(value)}`];
  if (Array.isArray(value)) {
    const { items } = schema;
    if (typeof items !== "object" || Array.isArray(items)) return [];
    return value.flatMap((item, index) => schemaProblems(items, item, `${path}[${index}]`));
  }
  if (typeof value === "object" && value !== null) {
    return propertyProblems(schema, value as Record<string, unknown>, path);
  }
  return [];
}

function propertyProblems(
  schema: PolicyConfigJSONSchema,
  value: Record<string, unknown>,
  path: string,
): readonly string[] {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const missing = required.filter((key) => !(key in value)).map((key) => `${path}.${key}: expected a value, got none`);
  const problems = Object.entries(value).flatMap(([key, item]) => {
    const inner = properties[key] ?? additionalProperties;
    if (typeof inner === "object") return schemaProblems(inner, item, `${path}.${key}`);
    if (inner) return [];
    return [
      `${path}.${key}: expected one of ${Object.keys(properties).join(", ") || "no settings"}, got a key that does not exist`,
    ];
  });
  return [...missing, ...problems];
}

/** What the schema expects of the value itself, if the value is not it. */
function unmetExpectation(
  { type, enum: allowed, minimum, maximum, minItems }: PolicyConfigJSONSchema,
  value: unknown,
): string | undefined {
  if (typeof type === "string" && !isOfType(value, type)) return `a value of type ${type}`;
  if (allowed !== undefined && !allowed.includes(value as string)) {
    return `one of ${allowed.map((one) => JSON.stringify(one)).join(", ")}`;
  }
  if (typeof value === "number" && minimum !== undefined && value < minimum) return `at least ${minimum}`;
  if (typeof value === "number" && maximum !== undefined && value > maximum) return `at most ${maximum}`;
  if (Array.isArray(value) && minItems !== undefined && value.length < minItems) return `at least ${minItems} items`;
  return undefined;
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}
