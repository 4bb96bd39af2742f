import type { AwsService, ServiceInstance } from "../service";
import { snsResources } from "./resources";
import { Topics } from "./topics";

/** SNS in one account. */
export interface SnsInstance extends ServiceInstance {
  readonly topics: Topics;
}

/** SNS: topics and who may publish to them. */
export const sns: AwsService<SnsInstance> = {
  create: ({ accountId, keys }) => {
    const topics = new Topics(accountId);
    return { topics, resources: snsResources(topics, keys) };
  },
};
