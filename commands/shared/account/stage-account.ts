import { environmentsOf, findStages, shortName } from "@aerospike-kinesis/pulumi-engine";

import { type Account, accountOf } from "./account";
import { trustedCertificates } from "./certificates";
import type { OwnPulumi } from "./own-pulumi";
import { SIGNING_SETTINGS } from "./settings";

/** The real account of a stage, and what an error says beside it. */
export interface StageAccount extends Account {
  readonly environments: readonly string[];
}

/**
 * Finds how the stage's own AWS provider reaches its account.
 * @param pulumi the person's own, for the stage
 * @param stage as `pulumi --stack` takes it
 * @param ca file of certificates to trust beside Node's own
 * @param project the directory of Pulumi.yaml
 * @returns the account
 * @throws UserError for settings that cannot be used
 */
export async function findStageAccount(
  pulumi: OwnPulumi,
  stage: string,
  ca: string | undefined,
  project: string,
): Promise<StageAccount> {
  const settings = await pulumi.awsSettings(SIGNING_SETTINGS);
  const bundle = typeof settings.customCaBundle === "string" ? settings.customCaBundle : undefined;
  const account = accountOf(settings, trustedCertificates(ca, bundle));
  const environments = environmentsOf(await (await findStages(project)).read(shortName(stage)));
  return { ...account, environments };
}
