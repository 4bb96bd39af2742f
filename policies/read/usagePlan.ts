import type { PolicyResource } from "@pulumi/policy";
import { listAt, property } from "./resource";
import { knownAt, pointsAt, sourcesOf, type Stack } from "./stack";
import { type } from "./types";

/** The usage plans of a stack that name a stage of the API. */
export function plansOf(stack: Stack, api: PolicyResource): readonly PolicyResource[] {
  const stages = stack.ofType(type.stage).filter((stage) => pointsAt(stage, "restApi", api));
  return stack.ofType(type.usagePlan).filter((plan) => namesStageOf(plan, api, stages));
}

/** The keys that a plan's links let in. */
export function keyLinksOf(stack: Stack, plan: PolicyResource): readonly PolicyResource[] {
  return stack.ofType(type.usagePlanKey).filter((link) => pointsAt(link, "usagePlanId", plan));
}

/**
 * The engine merges the edges of all `apiStages`, so an edge to a stage is paired with its API through the stage's own; a
 * stage that the program names by a plain string is known by that name, beside an edge to the API or its id.
 */
function namesStageOf(plan: PolicyResource, api: PolicyResource, stages: readonly PolicyResource[]): boolean {
  const sources = sourcesOf(plan, "apiStages");
  if (stages.some((stage) => sources.includes(stage))) return true;
  const names = stages.map((stage) => knownAt(stage, "stageName"));
  const apiId = knownAt(api, "id");
  return listAt(plan, "apiStages").some((entry) => {
    const stage = property(entry, "stage");
    if (typeof stage !== "string" || !names.includes(stage)) return false;
    return sources.includes(api) || (apiId !== undefined && property(entry, "apiId") === apiId);
  });
}
