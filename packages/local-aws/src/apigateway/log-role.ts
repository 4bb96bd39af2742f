import { arnOf } from "../arn";
import { AssumeRoleDenied } from "../backend";
import type { Roles } from "../iam/roles";
import { badRequest } from "./errors";
import type { ApiGateway } from "./state";

const ROLE_NAME = "api-gateway-cloudwatch-logs";

/**
 * The permissions of AWS's own policy `AmazonAPIGatewayPushToCloudWatchLogs`, which API Gateway asks of the role.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonAPIGatewayPushToCloudWatchLogs.html
 */
const ACTIONS = [
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:DescribeLogGroups",
  "logs:DescribeLogStreams",
  "logs:PutLogEvents",
  "logs:GetLogEvents",
  "logs:FilterLogEvents",
] as const;

/**
 * Adds a role by which API Gateway may write logs.
 * @param roles of the account
 * @param accountId of the account
 * @returns the role's ARN
 */
export function addLogRole(roles: Roles, accountId: string): string {
  const statement = (rest: object): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...rest }] });
  const trust = { Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" };
  const { arn } = roles.add(ROLE_NAME, arnOf("iam", "", accountId, `role/${ROLE_NAME}`), statement(trust));
  roles.putPolicy(ROLE_NAME, "push-logs", statement({ Action: ACTIONS, Resource: "*" }));
  return arn;
}

/**
 * The role by which API Gateway writes logs in a region.
 * @param gateway of the account
 * @param region of the stages
 * @returns the role's ARN; an empty text if there is none
 */
export const logRoleArnOf = (
  { cloudwatchRoleArns, defaultLogRoleArn = "" }: Pick<ApiGateway, "cloudwatchRoleArns" | "defaultLogRoleArn">,
  region: string,
): string => cloudwatchRoleArns.get(region) ?? defaultLogRoleArn;

/**
 * Refuses logs of a stage where API Gateway has no role for them.
 * @param gateway of the account
 * @param region of the stage
 * @throws AwsError BadRequestException, in AWS's words
 */
export function refuseLogsWithoutRole(gateway: ApiGateway, region: string): void {
  if (logRoleArnOf(gateway, region) === "") {
    throw badRequest("CloudWatch Logs role ARN must be set in account settings to enable logging");
  }
}

/**
 * Refuses a role by which API Gateway could not write logs: it does not exist, does not trust API Gateway, or lacks a
 * permission on any log group.
 * @param roles of the account
 * @param arn of the role
 * @throws AwsError BadRequestException, in AWS's words
 * @see https://github.com/aws-cloudformation/rain/issues/163
 */
export function refuseLogRole(roles: Roles, arn: string): void {
  if (!canWriteLogs(roles, arn)) {
    throw badRequest(
      "The role ARN does not have required permissions configured. " +
        "Please grant trust permission for API Gateway and add the required role policy.",
    );
  }
}

function canWriteLogs(roles: Roles, arn: string): boolean {
  try {
    const caller = roles.assume(arn, "apigateway.amazonaws.com");
    return ACTIONS.every((action) => caller.decide(action, "*") === "allowed");
  } catch (error) {
    if (error instanceof AssumeRoleDenied) return false;
    throw error;
  }
}
