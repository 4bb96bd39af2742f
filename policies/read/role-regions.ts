import type { PolicyResource } from "@pulumi/policy";

import { regionOf } from "./region";
import { isNotKnownYet } from "./resource";
import { apiStreamsOf, permissionsOf } from "./role-permissions";
import { sourcesOf, type Stack } from "./stack";
import { type } from "./types";

/**
 * The regions of the streams that a role may write to: by their ARNs, and, while these are not known, of the streams that its
 * policies are made from.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns The regions that are known.
 */
export function regionsOfRole(role: PolicyResource, stack: Stack): ReadonlySet<unknown> {
  const { streams } = apiStreamsOf(stack);
  const made = permissionsOf(role, stack).flatMap((holder) =>
    ["policy", "inlinePolicies"].flatMap((property) => sourcesOf(holder, property, type.stream)),
  );
  return new Set(made.filter((stream) => streams.has(stream)).flatMap((stream) => knownRegionOf(stream) ?? []));
}

/**
 * The region of a resource, as far as it is known.
 * @param resource A resource of one region.
 * @returns The region; undefined where nobody can tell yet.
 */
export function knownRegionOf(resource: PolicyResource): unknown {
  try {
    return regionOf(resource);
  } catch (error) {
    if (isNotKnownYet(error)) return undefined;
    throw error;
  }
}
