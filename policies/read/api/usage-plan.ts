import type { PolicyResource } from "@pulumi/policy";

import { listAt, property } from "../resource";
import { knownAt, knownProperty, pointsAt, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { partsOfApi, restApiOf } from "./rest-api";

/** What tells whether a usage plan opens a stage of the API. */
export function opens(api: PolicyResource, stack: Stack): (plan: PolicyResource) => boolean {
  const stages = partsOfApi(stack, awsType.stage, api);
  const openers = stages.map((stage) => opensStage(stage, stack));
  return (plan) => openers.some((opensThis) => opensThis(plan));
}

/**
 * What tells whether a usage plan opens this stage. The engine merges the edges of all `apiStages`, so an edge to the stage
 * is enough; a stage that the program names by a plain string is known by that name, beside its API's id or an edge to it.
 */
export function opensStage(stage: PolicyResource, stack: Stack): (plan: PolicyResource) => boolean {
  const api = restApiOf(stack, stage);
  const apiId = knownAt(stage, "restApi");
  const name = knownAt(stage, "stageName");
  return (plan) => {
    const sources = sourcesOf(plan, "apiStages");
    if (Array.isArray(knownAt(plan, "apiStages")) && listAt(plan, "apiStages").length === 0) return false;
    if (sources.includes(stage)) return true;
    return listAt(plan, "apiStages").some((entry) => {
      if (name === undefined || property(entry, "stage") !== name) return false;
      const held = knownProperty(entry, "apiId");
      if (held !== undefined && apiId !== undefined) return held === apiId;
      return api !== undefined && sources.includes(api);
    });
  };
}

/** The links that let keys into a plan. */
export function keyLinksOf(plan: PolicyResource, stack: Stack): readonly PolicyResource[] {
  return stack.ofType(awsType.usagePlanKey).filter((link) => pointsAt(link, "usagePlanId", plan));
}

/** Whether the stack has any part of a chain of keys; the whole of it may stand in another stack. */
export function hasKeyChain(stack: Stack): boolean {
  return [awsType.apiKey, awsType.usagePlan, awsType.usagePlanKey].some((part) => stack.ofType(part).length > 0);
}
