import type { PolicyResource } from "@pulumi/policy";

import { knownRegionOf } from "../region";
import type { Stack } from "../stack";
import { apiStreamsOf, streamsMadeInto } from "./role-permissions";

/**
 * The regions of the streams that a role may write to: by their ARNs, and, while these are not known, of the streams that its
 * policies are made from.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns The regions that are known.
 */
export function regionsOfRole(role: PolicyResource, stack: Stack): ReadonlySet<unknown> {
  const { streams } = apiStreamsOf(stack);
  const made = streamsMadeInto(role, stack).filter((stream) => streams.has(stream));
  return new Set(made.flatMap((stream) => knownRegionOf(stream) ?? []));
}
