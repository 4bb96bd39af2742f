import { AwsError } from "../../errors";
import type { Keys } from "../../kms/keys";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { TopicInputs } from "../inputs/topic";
import type { Topic, Topics } from "../topics";

/**
 * `aws:sns/topic:Topic`
 * @param topics of the account
 * @param keys of the account
 * @returns the model
 */
export function topicModel(topics: Topics, keys: Keys): MemoryModel<TopicInputs> {
  const outputsOf = ({ arn, settings, policy }: Topic): Properties => ({
    ...settings,
    policy,
    tagsAll: settings.tags ?? {},
    arn,
    owner: topics.accountId,
  });
  return {
    type: "aws:sns/topic:Topic",
    inputs: TopicInputs,
    replaceOn: ["fifoTopic", "name"],
    autoname: { property: "name", maxLength: 256 },
    kept: ["policy", "signatureVersion", "tracingConfig"],
    blank: {
      archivePolicy: "",
      beginningArchiveTime: "",
      deliveryPolicy: "",
      displayName: "",
      fifoThroughputScope: "",
      kmsMasterKeyId: "",
      namePrefix: "",
      signatureVersion: 0,
      tracingConfig: "",
    },
    importId: "id",
    computed: ["arn", "beginningArchiveTime", "owner"],
    create: (inputs) => {
      refuseUnknownKey(keys, inputs);
      const topic = topics.create(inputs);
      return { id: topic.arn, outputs: outputsOf(topic) };
    },
    read: (id, known) => {
      const topic = topics.find(String(known.region), id);
      return topic && outputsOf(topic);
    },
    update: (id, inputs, known) => {
      refuseUnknownKey(keys, inputs);
      const topic = topics.get(inputs.region, id);
      // The real provider sends only what changes: what a topic policy has set stays.
      if (inputs.policy !== undefined && inputs.policy !== known.policy) topics.setPolicy(topic, inputs.policy);
      topic.settings = inputs;
      return outputsOf(topic);
    },
    delete: (id, known) => {
      topics.delete(String(known.region), id);
    },
  };
}

/** It is not known whether AWS refuses such a key here, or only when a message is published [assumption: topic-key]. */
function refuseUnknownKey(keys: Keys, { region, kmsMasterKeyId }: TopicInputs): void {
  if (kmsMasterKeyId !== undefined && !keys.isUsable(region, kmsMasterKeyId)) {
    throw new AwsError(
      "InvalidParameter",
      `Invalid parameter: KmsMasterKeyId Reason: ${kmsMasterKeyId} is no enabled key of ${region}`,
    );
  }
}
