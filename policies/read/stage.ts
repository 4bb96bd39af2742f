import type { PolicyResource } from "@pulumi/policy";
import { knownAt, pointsAt, sourcesOf, type Stack, target } from "./stack";
import { type } from "./types";

/** The settings for all methods of a stage (methodPath `*` + `/*`). */
export function settingsOf(stage: PolicyResource, stack: Stack): readonly PolicyResource[] {
  return stack.ofType(type.methodSettings).filter((settings) => {
    if (knownAt(settings, "methodPath") !== "*/*") return false;
    if (sourcesOf(settings, "stageName").length > 0) return pointsAt(settings, "stageName", stage);
    const sameApi = target(settings, "restApi") === target(stage, "restApi");
    return sameApi && knownAt(settings, "stageName") === knownAt(stage, "stageName");
  });
}
