import type { AwsService, ServiceInstance } from "../service";
import { xrayResources } from "./resources";

/** X-Ray: sampling rules, which are stored only. Nothing is traced [assumption: asked-trace]. */
export const xray: AwsService<ServiceInstance> = {
  create: ({ accountId }) => ({ resources: xrayResources(accountId) }),
};
