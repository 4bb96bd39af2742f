import { Output } from "@pulumi/pulumi";

import { connectorSchema } from "./connector-schema";
import type { RawSettings } from "./parse";
import { show } from "./problems";
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

/** What is known of a component's arguments before anything is built. */
export interface KnownArguments {
  /** The arguments. A function is in the place of each output: every schema refuses a function. */
  readonly known: Readonly<Record<string, unknown>>;
  /** One line for each output, as `key: expected ..., got ...`. */
  readonly problems: readonly string[];
  /** Whether a problem is about an output. Nothing can be said of its value. */
  readonly isUnknown: (problem: string) => boolean;
}

/**
 * Finds arguments that are not known when the program runs. Names, tags and policies follow from the arguments, and a
 * preview must show them.
 * @param given the arguments; of any type, because a program in JavaScript is not checked
 * @returns the arguments that are known, and the problems of the others
 */
export function knownArguments(given: unknown): KnownArguments {
  if (given !== undefined && given !== null && (isOutput(given) || !isMap(given))) {
    const found = isOutput(given) ? "an output of a resource" : show(given);
    return { known: {}, problems: [`arguments: expected a map, got ${found}`], isUnknown: () => true };
  }
  const places: string[] = [];
  const known = replaceOutputs(given ?? {}, "", places) as Readonly<Record<string, unknown>>;
  return {
    known,
    problems: places.map(
      (place) => `${place}: expected a plain value, known before anything is built, got an output of a resource`,
    ),
    isUnknown: (problem) => places.some((place) => isAbout(problem, place)),
  };
}

/** Whether a problem is about a value, or about the list of it, which then shows null in its place. */
const isAbout = (problem: string, place: string): boolean =>
  [":", ".", "["].some((end) => problem.startsWith(place + end)) ||
  (problem.startsWith(`${place.replace(/\[\d+\]$/, "")}:`) && /, got \[.*\bnull\b.*\]$/.test(problem));

const notKnown = (): void => undefined;

const isOutput = (value: unknown): boolean => Output.isInstance(value) || value instanceof Promise;

function replaceOutputs(value: unknown, path: string, places: string[]): unknown {
  if (isOutput(value)) {
    places.push(path);
    return notKnown;
  }
  if (Array.isArray(value)) return value.map((member, index) => replaceOutputs(member, `${path}[${index}]`, places));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      replaceOutputs(member, path === "" ? key : `${path}.${key}`, places),
    ]),
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
