import { AwsError } from "../errors";
import type { KinesisInput } from "./request";
import type { Shape, Structure } from "./shapes";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a request's body, as AWS does before anything else: a member of the wrong type is refused here, before the
 * caller's permissions or the stream's existence are looked at.
 * @throws AwsError SerializationException
 */
export function deserialize(shape: Structure, body: Buffer): KinesisInput {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(body));
  } catch {
    throw unreadable("the body is not JSON in UTF-8");
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw unreadable("the body is not a JSON object");
  }
  checkTypes(shape, value);
  return value as KinesisInput;
}

function checkTypes(shape: Shape | Structure, value: unknown): void {
  if (value === undefined || value === null) {
    return;
  }
  switch (shape.kind) {
    case "structure":
      for (const [name, member] of Object.entries(shape.members)) {
        checkTypes(member, (objectIn(value) as Record<string, unknown>)[name]);
      }
      return;
    case "map":
      Object.values(objectIn(value)).forEach((entry) => {
        checkTypes(shape.of, entry);
      });
      return;
    case "list":
      if (!Array.isArray(value)) {
        throw typeof value === "object" ? misplaced(value) : unreadable("Expected list or null");
      }
      value.forEach((entry) => {
        checkTypes(shape.of, entry);
      });
      return;
    case "blob":
      checkBase64(scalarIn(value, "string", "a Blob"));
      return;
    case "string":
      scalarIn(value, "string", "a String");
      return;
    case "boolean":
      scalarIn(value, "boolean", "a Boolean");
      return;
    case "integer":
    case "timestamp":
      scalarIn(value, "number", shape.kind === "integer" ? "an Integer" : "a Timestamp");
  }
}

function objectIn(value: unknown): object {
  if (typeof value !== "object" || value === null) {
    throw unreadable("Expected null");
  }
  if (Array.isArray(value)) {
    throw misplaced(value);
  }
  return value;
}

function scalarIn(value: unknown, type: "string" | "number" | "boolean", wanted: string): unknown {
  if (typeof value === "object" && value !== null) {
    throw misplaced(value);
  }
  if (typeof value !== type) {
    const found = typeof value === "boolean" ? String(value) : typeof value;
    throw unreadable(`${found.toUpperCase()}_VALUE can not be converted to ${wanted}`);
  }
  return value;
}

/** AWS's decoder takes the standard alphabet only, with padding. */
function checkBase64(text: unknown): void {
  if (typeof text !== "string" || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw unreadable("the value can not be converted to a Blob: it is not Base64");
  }
}

function misplaced(value: object): AwsError {
  return unreadable(
    Array.isArray(value)
      ? "Start of list found where not expected"
      : "Start of structure or map found where not expected.",
  );
}

function unreadable(message: string): AwsError {
  return new AwsError("SerializationException", message);
}
