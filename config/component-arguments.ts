import { Output } from "@pulumi/pulumi";

import { connectorSchema } from "./connector-schema";
import type { RawSettings } from "./parse";
import { isMap } from "./value";

/** The one section whose keys have hyphens, as in the connector's own file. An argument cannot: it is in camel case. */
const HYPHENATED = "connector";

/**
 * The settings that a component's arguments say.
 * @param given each setting as `Pulumi.<stage>.yaml` names it, in camel case: `connector.callTimeout`
 * @returns the same with the names of the file: `connector.call-timeout`
 */
export const settingsOfArguments = (given: object): RawSettings =>
  Object.fromEntries(
    Object.entries(given).map(([key, value]: [string, unknown]) => [
      key,
      key === "regions" && Array.isArray(value) ? value.map(regionOfArguments) : inWordsOfTheFile(key, value),
    ]),
  );

const inWordsOfTheFile = (key: string, value: unknown): unknown => (key === HYPHENATED ? hyphenate(value) : value);

/** A region with what differs there, or its name. */
const regionOfArguments = (region: unknown): unknown =>
  isMap(region)
    ? Object.fromEntries(Object.entries(region).map(([key, value]) => [key, inWordsOfTheFile(key, value)]))
    : region;

function hyphenate(value: unknown): unknown {
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      hyphenate(member),
    ]),
  );
}

/**
 * Says a problem in the names of the arguments.
 * @param message in the names of `Pulumi.<stage>.yaml`
 * @returns `connector.callTimeout` for `connector.call-timeout`
 */
export function inArgumentWords(message: string): string {
  const keys = [...new Set(keysOf(connectorSchema))].filter((key) => key.includes("-"));
  const longestFirst = keys.sort((one, other) => other.length - one.length);
  return message.replace(new RegExp(`(?<![\\w-])(?:${longestFirst.join("|")})(?![\\w-])`, "g"), camelCase);
}

/**
 * Finds arguments that are not known when the program runs. Names, tags and policies follow from the arguments, and a
 * preview must show them.
 * @param given the arguments
 * @returns one line for each output or promise, as `key: expected ..., got ...`
 */
export function outputProblems(given: object): string[] {
  return placesOfOutputs(given, "").map(
    (place) => `${place}: expected a plain value, known before anything is built, got an output of a resource`,
  );
}

function placesOfOutputs(value: unknown, path: string): string[] {
  if (Output.isInstance(value) || value instanceof Promise) return [path];
  if (Array.isArray(value)) return value.flatMap((member, index) => placesOfOutputs(member, `${path}[${index}]`));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    placesOfOutputs(member, path === "" ? key : `${path}.${key}`),
  );
}

/** All keys of a schema, also of the sections in it. */
function keysOf(schema: unknown): string[] {
  if (!isMap(schema)) return [];
  if ("shape" in schema) {
    return Object.entries(schema.shape as object).flatMap(([key, member]) => [key, ...keysOf(member)]);
  }
  return "unwrap" in schema ? keysOf((schema.unwrap as () => unknown)()) : [];
}

const camelCase = (key: string): string => key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
