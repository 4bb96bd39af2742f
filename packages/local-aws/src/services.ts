import { apigateway } from "./apigateway";
import { iam } from "./iam";
import { kinesis } from "./kinesis";
import { secretsmanager } from "./secretsmanager";
import type { Account, IntegrationTarget, ServiceInstance } from "./service";

/** Every service of the local AWS, by the name of its folder. A new service is a folder and its name here. */
export const SERVICES = { apigateway, iam, kinesis, secretsmanager } as const;

/** The services of one account, by name. */
export type Services = { readonly [Name in keyof typeof SERVICES]: ReturnType<(typeof SERVICES)[Name]["create"]> };

/**
 * Creates every service, empty, in one account.
 *
 * @param account what they share
 * @returns the services by name
 */
export function createServices(account: Omit<Account, "integrationTargets">): Services {
  const integrationTargets = new Map<string, IntegrationTarget>();
  const services = Object.entries(SERVICES).map(([name, service]): readonly [string, ServiceInstance] => {
    const instance: ServiceInstance = service.create({ ...account, integrationTargets });
    if (instance.integrationTarget) integrationTargets.set(name, instance.integrationTarget);
    return [name, instance];
  });
  return Object.fromEntries(services) as unknown as Services;
}
