import { type Assume, assumeDefaults, type Assumptions } from "../assumptions/assumptions";
import { AwsError } from "../errors";
import type { KinesisInput } from "./request";
import type { Shape, Structure } from "./shapes";

/** What Kinesis says to a member of the wrong type is not documented [assumption: misplaced-structure]. */
const MISPLACED: Readonly<Record<Assumptions["misplaced-structure"], string>> = {
  serialization: "SerializationException",
  validation: "ValidationException",
  "access-denied": "AccessDeniedException",
};

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads the body of a request. AWS does this first: it refuses a member of the wrong type before it looks at the caller's
 * permissions or at the stream.
 * @param shape of the action's request
 * @param body JSON in UTF-8
 * @param assume what AWS does not document. @defaultValue the defaults
 * @returns the members of the request
 * @throws AwsError SerializationException
 */
export function deserialize(shape: Structure, body: Buffer, assume: Assume = assumeDefaults): KinesisInput {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(body));
  } catch {
    throw serializationError("the body is not JSON in UTF-8");
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw serializationError("the body is not a JSON object");
  }
  try {
    checkTypes(shape, value);
  } catch (error) {
    throw error instanceof AwsError ? new AwsError(MISPLACED[assume("misplaced-structure")], error.message) : error;
  }
  return value as KinesisInput;
}

function checkTypes(shape: Shape | Structure, value: unknown): void {
  if (value === undefined || value === null) {
    return;
  }
  switch (shape.kind) {
    case "structure":
      for (const [name, member] of Object.entries(shape.members)) {
        checkTypes(member, (asObject(value) as Record<string, unknown>)[name]);
      }
      return;
    case "map":
      Object.values(asObject(value)).forEach((entry) => {
        checkTypes(shape.of, entry);
      });
      return;
    case "list":
      if (!Array.isArray(value)) {
        throw typeof value === "object" ? misplacedValueError(value) : serializationError("Expected list or null");
      }
      value.forEach((entry) => {
        checkTypes(shape.of, entry);
      });
      return;
    case "blob":
      checkBase64(asScalar(value, "string", "a Blob"));
      return;
    case "string":
      asScalar(value, "string", "a String");
      return;
    case "boolean":
      asScalar(value, "boolean", "a Boolean");
      return;
    case "integer":
    case "timestamp":
      asScalar(value, "number", shape.kind === "integer" ? "an Integer" : "a Timestamp");
  }
}

function asObject(value: unknown): object {
  if (typeof value !== "object" || value === null) {
    throw serializationError("Expected null");
  }
  if (Array.isArray(value)) {
    throw misplacedValueError(value);
  }
  return value;
}

function asScalar(value: unknown, type: "string" | "number" | "boolean", wanted: string): unknown {
  if (typeof value === "object" && value !== null) {
    throw misplacedValueError(value);
  }
  if (typeof value !== type) {
    const found = typeof value === "boolean" ? String(value) : typeof value;
    throw serializationError(`${found.toUpperCase()}_VALUE can not be converted to ${wanted}`);
  }
  return value;
}

/** AWS's decoder takes the standard alphabet only, with padding. */
function checkBase64(text: unknown): void {
  if (typeof text !== "string" || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw serializationError("the value can not be converted to a Blob: it is not Base64");
  }
}

function misplacedValueError(value: object): AwsError {
  return serializationError(
    Array.isArray(value)
      ? "Start of list found where not expected"
      : "Start of structure or map found where not expected.",
  );
}

function serializationError(message: string): AwsError {
  return new AwsError("SerializationException", message);
}
