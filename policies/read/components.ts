import type { PolicyResource } from "@pulumi/policy";

import { isRegional } from "./region";
import { knownAt, oncePerStack, type Stack } from "./stack";

/**
 * The components that a resource stands in.
 * @param resource Any resource.
 * @returns Its parents, the nearest first.
 */
export function ancestorsOf({ parent }: PolicyResource): readonly PolicyResource[] {
  return parent === undefined ? [] : [parent, ...ancestorsOf(parent)];
}

/**
 * The region of a component is the one that most of its resources name: what forgot its own does not decide for the rest.
 * @param component A component.
 * @param stack Its stack.
 * @returns The region; undefined if none of its resources names one.
 */
export function regionOfComponent(component: PolicyResource, stack: Stack): string | undefined {
  const counts = [...(regionCounts(stack).get(component.urn) ?? [])];
  return counts.sort(([, one], [, other]) => other - one)[0]?.[0];
}

/** How many of the resources in a component name a region, by the component's URN. */
const regionCounts = oncePerStack((stack) => {
  const counts = new Map<string, Map<string, number>>();
  for (const resource of stack.resources.filter(isRegional)) {
    const region = knownAt(resource, "region");
    if (typeof region !== "string" || region === "") continue;
    for (const { urn } of ancestorsOf(resource)) {
      const inside = counts.get(urn) ?? new Map<string, number>();
      counts.set(urn, inside.set(region, (inside.get(region) ?? 0) + 1));
    }
  }
  return counts;
});
