import { fromMemory } from "../../memory-model";
import type { ResourceModel } from "../../resource";
import type { Secrets } from "../secrets";
import { secretModel } from "./secret";
import { secretVersionModel } from "./secret-version";

/**
 * Every resource type of Secrets Manager that the local AWS models.
 * @param secrets of the account
 * @returns the models
 */
export function secretsmanagerResources(secrets: Secrets): readonly ResourceModel[] {
  return [fromMemory(secretModel(secrets)), fromMemory(secretVersionModel(secrets))];
}
