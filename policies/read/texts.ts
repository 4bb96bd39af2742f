import type { PolicyResource } from "@pulumi/policy";
import { isNotKnownYet, property } from "./resource";

/** A text somewhere in a resource, and its path: `tags.owner`. */
export interface Text {
  readonly path: string;
  readonly text: string;
}

/** Every text in a resource's properties that is known. */
export function textsIn(resource: PolicyResource): readonly Text[] {
  return Object.keys(resource.props).flatMap((key) => textsUnder(resource.props, key, key));
}

function textsUnder(holder: unknown, key: string, path: string): readonly Text[] {
  const value = known(holder, key);
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).flatMap((inner) => textsUnder(value, inner, `${path}.${inner}`));
}

function known(holder: unknown, key: string): unknown {
  try {
    return property(holder, key);
  } catch (error) {
    if (isNotKnownYet(error)) return undefined;
    throw error;
  }
}
