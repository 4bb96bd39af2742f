import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { TopicPolicyInputs } from "../inputs/topic-policy";
import type { Topic, Topics } from "../topics";

/**
 * `aws:sns/topicPolicy:TopicPolicy`
 * @param topics of the account
 * @returns the model
 */
export function topicPolicyModel(topics: Topics): MemoryModel<TopicPolicyInputs> {
  const outputsOf = ({ arn, settings, policy }: Topic): Properties => ({
    region: settings.region,
    arn,
    policy,
    owner: topics.accountId,
  });
  const put = ({ region, arn, policy }: TopicPolicyInputs): Properties => {
    const topic = topics.get(region, arn);
    topics.setPolicy(topic, policy);
    return outputsOf(topic);
  };
  return {
    type: "aws:sns/topicPolicy:TopicPolicy",
    inputs: TopicPolicyInputs,
    replaceOn: ["arn"],
    importId: "arn",
    idOf: ({ arn }) => String(arn),
    computed: ["owner"],
    create: (inputs) => ({ id: inputs.arn, outputs: put(inputs) }),
    read: (id, known) => {
      const topic = topics.find(String(known.region), id);
      return topic && outputsOf(topic);
    },
    update: (_id, inputs) => put(inputs),
    delete: (id, known) => {
      const topic = topics.find(String(known.region), id);
      if (topic) topics.resetPolicy(topic);
    },
  };
}
