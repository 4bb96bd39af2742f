import type { IntegrationBackend } from "./backend";
import type { Account } from "./service";

/**
 * The services behind API Gateway: it assumes the integration's role, then calls the service as that role.
 * @param account the roles, and the services that integrations can call
 * @returns what API Gateway calls. It rejects with AssumeRoleDenied, or with an Error for a service that is no target
 */
export function createIntegrationBackend({
  roles,
  integrationTargets,
}: Pick<Account, "roles" | "integrationTargets">): IntegrationBackend {
  return async (call) => {
    const caller = roles.assume(call.roleArn, "apigateway.amazonaws.com");
    const target = integrationTargets.get(call.service);
    if (target === undefined) {
      throw new Error(
        `the local AWS has no integration with ${call.service}: ` +
          `give the service an integrationTarget in packages/local-aws/src/${call.service}/index.ts`,
      );
    }
    return target.call({ ...call, caller });
  };
}
