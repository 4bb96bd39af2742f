import { Roles } from "../../src/iam/roles";
import { createMemoryStore } from "../../src/kinesis/memory/store";
import { createProvider, type Provider } from "../../src/provider/provider";
import { createServices, type Services } from "../../src/services";
import { type TestEnvironment, testEnvironment } from "../environment";

const ACCOUNT_ID = "123456789012";
export const REGION = "eu-west-1";

/** Every service of an empty account, and a provider for {@link REGION} over their types. */
export interface TestAccount {
  readonly services: Services;
  readonly roles: Roles;
  readonly environment: TestEnvironment;
  readonly provider: Provider;
}

export function openTestAccount(
  options: { readonly hasLogRole?: boolean; readonly hasForeignKeys?: boolean } = {},
): TestAccount {
  const environment = testEnvironment();
  const roles = new Roles();
  const services = createServices({
    ...options,
    accountId: ACCOUNT_ID,
    environment,
    roles,
    kinesisStore: createMemoryStore(ACCOUNT_ID, environment),
    kinesisLayers: [],
  });
  services.apigateway.apiGateway.origin = "https://127.0.0.1:1234";
  const models = Object.values(services).flatMap(({ resources }) => resources);
  const provider = createProvider(models, environment);
  provider.configure({ region: REGION });
  return { services, roles, environment, provider };
}
