import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { KeyInputs } from "../inputs/key";
import { defaultKeyPolicy, refuseKeyPolicy } from "../key-policy";
import type { Key, Keys } from "../keys";

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
const DEFAULT_ROTATION_DAYS = 365;

/**
 * `aws:kms/key:Key`
 * @param keys of the account
 * @returns the model
 */
export function keyModel(keys: Keys): MemoryModel<KeyInputs> {
  const settingsOf = (inputs: KeyInputs): Key["settings"] => {
    const policy = inputs.policy ?? defaultKeyPolicy(inputs.region, keys.accountId);
    refuseKeyPolicy(policy, keys.accountId, inputs.bypassPolicyLockoutSafetyCheck);
    return { ...inputs, policy };
  };
  return {
    type: "aws:kms/key:Key",
    inputs: KeyInputs,
    replaceOn: ["customerMasterKeySpec", "keyUsage", "multiRegion"],
    kept: ["description", "multiRegion", "policy", "rotationPeriodInDays"],
    blank: { customKeyStoreId: "", description: "", rotationPeriodInDays: 0, xksKeyId: "" },
    unread: ["bypassPolicyLockoutSafetyCheck", "deletionWindowInDays"],
    importId: "id",
    computed: ["arn", "keyId"],
    create: (inputs) => {
      const key = keys.create(settingsOf(inputs));
      return { id: key.id, outputs: outputsOf(key) };
    },
    read: (id, known) => {
      const key = keys.find(String(known.region), id);
      return key === undefined || key.deletionDate !== undefined ? undefined : outputsOf(key);
    },
    update: (id, inputs) => {
      const key = keys.get(inputs.region, id);
      key.settings = settingsOf(inputs);
      return outputsOf(key);
    },
    delete: (id, known) => {
      const key = keys.find(String(known.region), id);
      if (key !== undefined) keys.scheduleDeletion(key);
    },
  };
}

function outputsOf({ id, arn, settings }: Key): Properties {
  const { tags = {}, enableKeyRotation, rotationPeriodInDays = DEFAULT_ROTATION_DAYS } = settings;
  return {
    ...settings,
    rotationPeriodInDays: enableKeyRotation ? rotationPeriodInDays : undefined,
    tagsAll: tags,
    keyId: id,
    arn,
  };
}
