import { fromMemory } from "../../memory-model";
import type { ResourceModel } from "../../resource";
import type { Keys } from "../keys";
import { aliasModel } from "./alias";
import { keyModel } from "./key";

/**
 * Every resource type of KMS that the local AWS models.
 * @param keys of the account
 * @returns the models
 */
export function kmsResources(keys: Keys): readonly ResourceModel[] {
  return [fromMemory(keyModel(keys)), fromMemory(aliasModel(keys))];
}
