import { AwsError } from "../../errors";
import { isAwsManagedKey } from "../../kms/aws-managed-key";
import { canUseKey } from "../../kms/key-use";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { LogGroupInputs } from "../inputs/log-group";
import type { LogGroup } from "../logs/log-group";
import type { CloudWatch } from "../state";

/**
 * What the key's policy must let CloudWatch Logs do; the account's own policies do not count.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
const KEY_ACTIONS = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"] as const;

/**
 * `aws:cloudwatch/logGroup:LogGroup`
 * @param cloudWatch of the account
 * @returns the model
 */
export function logGroupModel({ logs, keys }: CloudWatch): MemoryModel<LogGroupInputs> {
  const refuseUnusableKey = ({ region, name, kmsKeyId }: LogGroupInputs): void => {
    if (kmsKeyId === undefined) return;
    const arn = logs.arnOfGroup(region, name);
    // The policy of a key that somebody else made is not here.
    const key = keys.find(region, kmsKeyId);
    const context = { "kms:encryptioncontext:aws:logs:arn": arn };
    const isAllowed = key === undefined || canUseKey(key, `logs.${region}.amazonaws.com`, context, KEY_ACTIONS);
    // AWS's own keys are not for log groups: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    if (isAwsManagedKey(kmsKeyId) || !keys.isUsable(region, kmsKeyId) || !isAllowed) {
      throw new AwsError(
        "AccessDeniedException",
        `The specified KMS key does not exist or is not allowed to be used with Arn '${arn}'`,
      );
    }
  };
  return {
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: LogGroupInputs,
    replaceOn: ["logGroupClass", "name"],
    autoname: { property: "name", maxLength: 512 },
    kept: ["deletionProtectionEnabled", "logGroupClass"],
    blank: { kmsKeyId: "", namePrefix: "" },
    unread: ["skipDestroy"],
    importId: "name",
    idOf: ({ name }) => String(name),
    computed: ["arn"],
    create: (inputs) => {
      refuseUnusableKey(inputs);
      return { id: inputs.name, outputs: outputsOf(logs.createGroup(inputs)) };
    },
    read: (id, known) => {
      const group = logs.findGroup(String(known.region), id);
      return group && outputsOf(group);
    },
    update: (id, inputs) => {
      refuseUnusableKey(inputs);
      const group = logs.getGroup(inputs.region, id);
      group.settings = inputs;
      return outputsOf(group);
    },
    delete: (id, known) => {
      const region = String(known.region);
      if (known.skipDestroy === true) return;
      if (logs.findGroup(region, id)?.settings.deletionProtectionEnabled === true) {
        throw new AwsError(
          "ValidationException",
          `The log group ${id} has deletion protection: set deletionProtectionEnabled to false first`,
        );
      }
      logs.deleteGroup(region, id);
    },
  };
}

const outputsOf = ({ arn, settings }: LogGroup): Properties => ({ ...settings, tagsAll: settings.tags ?? {}, arn });
