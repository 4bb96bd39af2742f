import { ByRegion } from "../../by-region";
import { fromMemory } from "../../memory-model";
import type { ResourceModel } from "../../resource";
import { samplingRuleModel } from "./sampling-rule";

/**
 * Every resource type of X-Ray that the local AWS models.
 * @param accountId 12 digits
 * @returns the models
 */
export const xrayResources = (accountId: string): readonly ResourceModel[] => [
  fromMemory(samplingRuleModel(accountId, new ByRegion())),
];
