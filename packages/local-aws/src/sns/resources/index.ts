import type { Keys } from "../../kms/keys";
import { fromMemory } from "../../memory-model";
import type { ResourceModel } from "../../resource";
import type { Topics } from "../topics";
import { topicModel } from "./topic";
import { topicPolicyModel } from "./topic-policy";

/**
 * Every resource type of SNS that the local AWS models.
 * @param topics of the account
 * @param keys of the account
 * @returns the models
 */
export function snsResources(topics: Topics, keys: Keys): readonly ResourceModel[] {
  return [fromMemory(topicModel(topics, keys)), fromMemory(topicPolicyModel(topics))];
}
