import { AwsError } from "../errors";
import type { KinesisInput } from "./request";
import type { Shape, Structure } from "./shapes";

/**
 * Checks a request's constraints, as AWS does before it looks at permissions.
 * @param shape of the action's request
 * @param input members of the right types
 * @throws AwsError ValidationException naming every member that breaks one
 */
export function validate(shape: Structure, input: KinesisInput): void {
  const failures = failuresOf(shape, input, "");
  if (failures.length > 0) {
    const errors = failures.length === 1 ? "1 validation error" : `${failures.length} validation errors`;
    throw new AwsError("ValidationException", `${errors} detected: ${failures.join("; ")}`);
  }
}

function failuresOf(shape: Shape | Structure, value: unknown, path: string): readonly string[] {
  if (value === undefined || value === null) {
    return "required" in shape && shape.required ? [failure(value, path, "Member must not be null")] : [];
  }
  return [...ownFailures(shape, value, path), ...memberFailures(shape, value, path)];
}

function memberFailures(shape: Shape | Structure, value: unknown, path: string): readonly string[] {
  if (shape.kind === "structure") {
    const members = value as Record<string, unknown>;
    return Object.entries(shape.members).flatMap(([name, member]) =>
      failuresOf(member, members[name], join(path, name.charAt(0).toLowerCase() + name.slice(1))),
    );
  }
  if (shape.kind === "list") {
    return (value as unknown[]).flatMap((entry, index) =>
      failuresOf(shape.of, entry, join(path, `${index + 1}.member`)),
    );
  }
  if (shape.kind === "map") {
    return Object.entries(value as object).flatMap(([key, entry]) =>
      failuresOf(shape.of, entry, join(path, `${key}.member`)),
    );
  }
  return [];
}

function ownFailures(shape: Shape | Structure, value: unknown, path: string): readonly string[] {
  if (shape.kind === "structure") {
    return [];
  }
  const failures: string[] = [];
  const size = sizeOf(shape, value);
  const measure = shape.kind === "integer" ? "value" : "length";
  if (shape.min !== undefined && size < shape.min) {
    failures.push(`Member must have ${measure} greater than or equal to ${shape.min}`);
  }
  if (shape.max !== undefined && size > shape.max) {
    failures.push(`Member must have ${measure} less than or equal to ${shape.max}`);
  }
  if (shape.kind === "string" && typeof value === "string") {
    if (shape.pattern !== undefined && !shape.pattern.test(value)) {
      failures.push(`Member must satisfy regular expression pattern: ${shape.pattern.source.replace(/^\^|\$$/g, "")}`);
    }
    if (shape.values !== undefined && !shape.values.includes(value)) {
      failures.push(`Member must satisfy enum value set: [${shape.values.join(", ")}]`);
    }
  }
  return failures.map((constraint) => failure(shape.kind === "blob" ? "a blob" : value, path, constraint));
}

function sizeOf(shape: Shape, value: unknown): number {
  if (typeof value === "number") {
    return value;
  }
  if (shape.kind === "blob") {
    return Buffer.byteLength(String(value), "base64");
  }
  return typeof value === "string" ? value.length : Object.keys(value as object).length;
}

function failure(value: unknown, path: string, constraint: string): string {
  const shown =
    value === undefined || value === null ? "null" : `'${typeof value === "string" ? value : JSON.stringify(value)}'`;
  return `Value ${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
