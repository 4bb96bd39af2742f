import { apigateway } from "./apigateway";
import { cloudwatch } from "./cloudwatch";
import { LogStore } from "./cloudwatch/logs/log-store";
import { createMetricStore } from "./cloudwatch/metrics/metric-store";
import { iam } from "./iam";
import { kinesis } from "./kinesis";
import { kms } from "./kms";
import { Keys } from "./kms/keys";
import { secretsmanager } from "./secretsmanager";
import type { Account, IntegrationTarget, ServiceInstance } from "./service";
import { sns } from "./sns";
import { Publisher } from "./sns/publisher";
import { Topics } from "./sns/topics";
import { xray } from "./xray";

/** Every service of the local AWS, by the name of its folder. A new service is a folder and its name here. */
export const SERVICES = { apigateway, cloudwatch, iam, kinesis, kms, secretsmanager, sns, xray } as const;

/** The services of one account, by name. */
export type Services = { readonly [Name in keyof typeof SERVICES]: ReturnType<(typeof SERVICES)[Name]["create"]> };

/** What of an account is created with its services. */
type SharedParts = Pick<Account, "integrationTargets" | "keys" | "logs" | "metrics" | "topics" | "publisher">;

/**
 * Creates every service, empty, in one account.
 * @param account what they share
 * @returns the services by name
 */
export function createServices(account: Omit<Account, keyof SharedParts>): Services {
  const { accountId, environment } = account;
  const integrationTargets = new Map<string, IntegrationTarget>();
  const keys = new Keys(accountId, environment, account.hasForeignKeys);
  const topics = new Topics(accountId);
  const shared: Account = {
    ...account,
    integrationTargets,
    keys,
    logs: new LogStore(accountId, environment),
    metrics: createMetricStore(account.metricClock),
    topics,
    publisher: new Publisher(topics, keys, environment),
  };
  const services = Object.entries(SERVICES).map(([name, service]): readonly [string, ServiceInstance] => {
    const instance: ServiceInstance = service.create(shared);
    if (instance.integrationTarget) integrationTargets.set(name, instance.integrationTarget);
    return [name, instance];
  });
  return Object.fromEntries(services) as unknown as Services;
}
