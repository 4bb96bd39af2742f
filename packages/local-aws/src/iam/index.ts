import type { AwsService, ServiceInstance } from "../service";
import { iamResources } from "./resources";

/** IAM: the roles that services are called as. SDKs do not reach it. */
export const iam: AwsService<ServiceInstance> = {
  create: ({ roles, accountId, environment }) => ({ resources: iamResources({ roles, accountId, environment }) }),
};
