import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { AliasInputs } from "../inputs/alias";
import type { Keys } from "../keys";

/**
 * `aws:kms/alias:Alias`
 * @param keys of the account
 * @returns the model
 */
export function aliasModel(keys: Keys): MemoryModel<AliasInputs> {
  const outputsOf = (region: string, name: string, given: unknown): Properties | undefined => {
    const targetKeyId = keys.keyIdOfAlias(region, name);
    const key = targetKeyId === undefined ? undefined : keys.find(region, targetKeyId);
    if (key === undefined) return undefined;
    return {
      region,
      name,
      arn: keys.aliasArn(region, name),
      // The real provider takes a key's ARN and its id for the same.
      targetKeyId: given === key.arn ? key.arn : key.id,
      targetKeyArn: key.arn,
    };
  };
  return {
    type: "aws:kms/alias:Alias",
    inputs: AliasInputs,
    replaceOn: ["name"],
    autoname: { property: "name", maxLength: 256, prefix: "alias/" },
    blank: { namePrefix: "" },
    importId: "name",
    idOf: ({ name }) => String(name),
    computed: ["arn", "targetKeyArn"],
    create: ({ region, name, targetKeyId }) => {
      keys.createAlias(region, name, targetKeyId);
      return { id: name, outputs: { ...outputsOf(region, name, targetKeyId) } };
    },
    read: (id, known) => outputsOf(String(known.region), id, known.targetKeyId),
    update: (id, { region, targetKeyId }) => {
      keys.updateAlias(region, id, targetKeyId);
      return { ...outputsOf(region, id, targetKeyId) };
    },
    delete: (id, known) => {
      keys.deleteAlias(String(known.region), id);
    },
  };
}
