import type { PolicyResource } from "@pulumi/policy";

import { knownAt, referenceKey, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";

/** The method settings of a stage, those of all its methods and those of some. */
export function settingsOf(stage: PolicyResource, stack: Stack): readonly PolicyResource[] {
  return stack.ofType(awsType.methodSettings).filter((settings) => {
    const sources = sourcesOf(settings, "stageName", awsType.stage);
    if (sources.length > 0) return sources.includes(stage);
    const sameApi = referenceKey(settings, "restApi") === referenceKey(stage, "restApi");
    return sameApi && knownAt(settings, "stageName") === knownAt(stage, "stageName");
  });
}

/** Whether settings are for all methods; settings of single methods override them. */
export const isForAllMethods = (settings: PolicyResource): boolean => knownAt(settings, "methodPath") === "*/*";
