import { Account } from "@pulumi/aws/apigateway/account";
import * as pulumi from "@pulumi/pulumi";

import type { Settings } from "../../config/settings";

/**
 * Reads which role API Gateway writes logs with. It is a setting of the account and region, so this program only reads it:
 * `bootstrap/` sets it, once for all stages.
 * @param name the name of what is read
 * @param region where
 * @param opts its parent
 * @returns the role's ARN; empty or undefined without a role
 */
export const readLogRole = (
  name: string,
  region: string,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string | undefined> =>
  // AWS has one for each region, and takes any id.
  Account.get(name, "api-gateway-account", { region }, opts).cloudwatchRoleArn;

const BY_BOOTSTRAP =
  "Set it once for the account: put these regions into bootstrap/Pulumi.account.yaml, then run\n" +
  "  pulumi stack init account --cwd bootstrap\n" +
  "  pulumi up --stack account --cwd bootstrap";

/** For a program of another team, which does not have this project's files. */
export const BY_ACCOUNT_RESOURCE =
  "Set it once for the account, in each of these regions, in a stack of its own: the resource " +
  "aws:apigateway/account:Account, with a role that has the policy AmazonAPIGatewayPushToCloudWatchLogs.";

/** A region, and the role with which its API Gateway writes logs; undefined if the stage writes none. */
export interface LogRole {
  readonly region: string;
  readonly logRoleArn: pulumi.Output<string | undefined> | undefined;
}

/**
 * Stops the program if a region lacks the role, already at a preview: AWS would refuse the stage half-way through an update.
 * @param regions the regions of the stage
 * @param remedy how the account gets the role, in sentences. @defaultValue with this project's bootstrap/
 * @throws pulumi.RunError with all regions that lack it, and what to do; when they have been read
 */
export function requireLogRoles(regions: readonly LogRole[], remedy = BY_BOOTSTRAP): void {
  const read = regions.flatMap(({ region, logRoleArn }) =>
    logRoleArn === undefined ? [] : [logRoleArn.apply((arn) => ({ region, isMissing: (arn ?? "") === "" }))],
  );
  pulumi.all(read).apply((roles) => {
    const missing = roles.filter(({ isMissing }) => isMissing).map(({ region }) => region);
    if (missing.length > 0) throw new pulumi.RunError(missingRoleMessage(missing, remedy));
  });
}

/** What to do where API Gateway may not write logs. */
const missingRoleMessage = (regions: readonly string[], remedy: string): string =>
  `API Gateway has no role to write logs with in ${regions.join(", ")}, so AWS would refuse this stage. ` +
  `${remedy}\n` +
  "Or write no logs: observability.accessLog and observability.executionLog false.";

/**
 * Whether a stage writes logs, so that API Gateway needs a role for them.
 * @param observability which logs are on
 * @returns true if one of them is
 */
export const writesLogs = (observability: Settings["observability"]): boolean =>
  observability.accessLog || observability.executionLog;
