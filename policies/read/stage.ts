import type { PolicyResource } from "@pulumi/policy";
import { knownAt, sourcesOf, type Stack, target } from "./stack";
import { type } from "./types";

/** The settings for all methods of a stage (methodPath `*` + `/*`). */
export function settingsOf(stage: PolicyResource, stack: Stack): readonly PolicyResource[] {
  return stack.ofType(type.methodSettings).filter((settings) => {
    if (knownAt(settings, "methodPath") !== "*/*") return false;
    const sources = sourcesOf(settings, "stageName", type.stage);
    if (sources.length > 0) return sources.includes(stage);
    const sameApi = target(settings, "restApi") === target(stage, "restApi");
    return sameApi && knownAt(settings, "stageName") === knownAt(stage, "stageName");
  });
}
