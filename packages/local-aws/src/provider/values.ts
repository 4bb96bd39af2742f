import { isDeepStrictEqual } from "node:util";

import type { Properties } from "../resource";

/** How the engine's protocol writes a string that is not known before `pulumi up`. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * Where the real provider (the Terraform bridge) keeps, in a resource's inputs, the names of the properties that it
 * filled itself; it decides with it whether a later name is still its own.
 */
export const DEFAULTS = "__defaults";

/**
 * The properties that the program gave or that were filled for it, without the provider's own notes.
 * @param inputs as the engine keeps them
 * @returns the inputs without notes and null values
 */
export function withoutNotes(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([name, value]) => name !== DEFAULTS && value != null));
}

/**
 * The properties of `inputs` that the provider filled itself.
 * @param inputs as the engine keeps them
 * @returns names of properties
 */
export function filledNames(inputs: Properties): readonly unknown[] {
  const filled = inputs[DEFAULTS];
  return Array.isArray(filled) ? filled : [];
}

/** Whether two values of a property are the same to AWS. */
export const isSame: (one: unknown, other: unknown) => boolean = isDeepStrictEqual;

/**
 * Marks a value secret in the engine's protocol (the signature is Pulumi's own).
 * @param value any value
 * @returns the value as the engine's protocol writes a secret
 */
export function markSecret(value: unknown): Properties {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}
