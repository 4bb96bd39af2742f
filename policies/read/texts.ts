import type { PolicyResource } from "@pulumi/policy";

import { DEEPEST, tooDeep } from "./nesting";
import { isNotKnownYet, property } from "./resource";
import { knownProperty } from "./stack";

/** A text somewhere in a resource, and its path: `tags.owner`. */
export interface Text {
  readonly path: string;
  readonly text: string;
}

/** An object somewhere in a resource, and its path. It is a copy, without what is not known yet. */
export interface Part {
  readonly path: string;
  readonly value: object;
}

/** Every text in a resource's properties that is known. */
export function textsIn(resource: PolicyResource): readonly Text[] {
  return valuesIn(resource).flatMap(({ path, value }) => (typeof value === "string" ? [{ path, text: value }] : []));
}

/** Every object and list in a resource's properties. */
export function partsIn(resource: PolicyResource): readonly Part[] {
  return valuesIn(resource).flatMap(({ path, value }) =>
    typeof value === "object" && value !== null ? [{ path, value }] : [],
  );
}

/**
 * One property of a resource.
 * @param resource Any resource.
 * @param name The property's name.
 * @returns A copy, without what is not known yet.
 * @throws Unreadable if it nests too deep.
 */
export const knownCopyOf = ({ props }: PolicyResource, name: string): unknown => copyOf(props, name, 0);

/**
 * Whether a part of a property is not known yet.
 * @param resource Any resource.
 * @param name The property's name.
 * @returns Whether it is unknown itself, or something in it is.
 */
export const holdsUnknown = ({ props }: PolicyResource, name: string): boolean => isUnknownIn(props, name);

function isUnknownIn(holder: unknown, key: string): boolean {
  try {
    const value = property(holder, key);
    return typeof value === "object" && value !== null && Object.keys(value).some((inner) => isUnknownIn(value, inner));
  } catch (error) {
    if (isNotKnownYet(error)) return true;
    throw error;
  }
}

/**
 * Every object and list in a plain value.
 * @param value Any value.
 * @param path What its path is called.
 * @returns The value itself, if it is one, and those inside.
 */
export const partsUnder = (value: unknown, path: string): readonly Part[] =>
  valuesUnder(value, path).flatMap(({ path: inner, value: held }) =>
    typeof held === "object" && held !== null ? [{ path: inner, value: held }] : [],
  );

type Held = readonly { readonly path: string; readonly value: unknown }[];

const valuesIn = ({ props }: PolicyResource): Held =>
  Object.keys(props).flatMap((key) => valuesUnder(copyOf(props, key, 0), key));

function valuesUnder(value: unknown, path: string): Held {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [{ path, value }, ...inner.flatMap(([key, held]) => valuesUnder(held, `${path}.${key}`))];
}

/** A property, as deep as it is known. */
function copyOf(holder: unknown, key: string, depth: number): unknown {
  if (depth > DEEPEST) throw tooDeep();
  const value = knownProperty(holder, key);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.keys(value).map((inner) => [inner, copyOf(value, inner, depth + 1)] as const);
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}
