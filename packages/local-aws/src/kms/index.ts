import type { AwsService, ServiceInstance } from "../service";
import { kmsResources } from "./resources";

/** KMS: the keys that log groups and topics can name. SDKs do not reach it. */
export const kms: AwsService<ServiceInstance> = {
  create: ({ keys }) => ({ resources: kmsResources(keys) }),
};
