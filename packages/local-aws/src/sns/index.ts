import type { AwsService, ServiceInstance } from "../service";
import type { Publisher } from "./publisher";
import { snsResources } from "./resources";
import type { Topics } from "./topics";

/** SNS in one account. */
export interface SnsInstance extends ServiceInstance {
  readonly topics: Topics;
  /** Tells of what is published. */
  readonly publisher: Publisher;
}

/** SNS: topics and who may publish to them. */
export const sns: AwsService<SnsInstance> = {
  create: ({ topics, keys, publisher }) => ({ topics, publisher, resources: snsResources(topics, keys) }),
};
