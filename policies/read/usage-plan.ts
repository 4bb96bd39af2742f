import type { PolicyResource } from "@pulumi/policy";
import { listAt, property } from "./resource";
import { knownAt, pointsAt, sourcesOf, type Stack } from "./stack";
import { type } from "./types";

/**
 * What tells whether a usage plan opens a stage of the API. The engine merges the edges of all `apiStages`, so an edge to a
 * stage is paired with its API through the stage's own; a stage that the program names by a plain string is known by that
 * name, beside an edge to the API or its id.
 */
export function opens(api: PolicyResource, stack: Stack): (plan: PolicyResource) => boolean {
  const stages = stack.ofType(type.stage).filter((stage) => pointsAt(stage, "restApi", api));
  const names = stages.map((stage) => knownAt(stage, "stageName"));
  const apiId = knownAt(api, "id");
  return (plan) => {
    const sources = sourcesOf(plan, "apiStages");
    if (Array.isArray(knownAt(plan, "apiStages")) && listAt(plan, "apiStages").length === 0) return false;
    if (stages.some((stage) => sources.includes(stage))) return true;
    return listAt(plan, "apiStages").some((entry) => {
      const stage = property(entry, "stage");
      if (typeof stage !== "string" || !names.includes(stage)) return false;
      return sources.includes(api) || (apiId !== undefined && property(entry, "apiId") === apiId);
    });
  };
}

/** The links that let keys into a plan. */
export function keyLinksOf(plan: PolicyResource, stack: Stack): readonly PolicyResource[] {
  return stack.ofType(type.usagePlanKey).filter((link) => pointsAt(link, "usagePlanId", plan));
}
