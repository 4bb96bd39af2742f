import type { AwsService, ServiceInstance } from "../service";
import { callSecretsManager } from "./api";
import { secretsmanagerResources } from "./resources";
import { Secrets } from "./secrets";

/** Secrets Manager. */
export const secretsmanager: AwsService<ServiceInstance> = {
  create: ({ accountId, environment }) => {
    const secrets = new Secrets(accountId, environment);
    return {
      resources: secretsmanagerResources(secrets),
      sdkApis: [
        {
          targetPrefix: "secretsmanager",
          call: ({ region, action, body }) => Promise.resolve(callSecretsManager(secrets, region, action, body)),
        },
      ],
    };
  },
};
