import type { PolicyResource } from "@pulumi/policy";

import { knownRegionOf } from "./region";
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
