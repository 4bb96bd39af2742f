import "../config/sdk-diagnostics";

import { Account } from "@pulumi/aws/apigateway/account";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import * as pulumi from "@pulumi/pulumi";

import { readRegions } from "./regions";

const regions = readRegions();

/** Other stacks and other APIs of the account use both: they stay when this stack is destroyed. */
const kept = { retainOnDelete: true };

const role = new Role(
  "api-gateway-logs",
  {
    description: "API Gateway writes logs of every API of this account",
    assumeRolePolicy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
    }),
    tags: { "managed-by": "pulumi" },
  },
  kept,
);
const policy = new RolePolicy(
  "api-gateway-logs-policy",
  {
    role: role.id,
    // What AWS's AmazonAPIGatewayPushToCloudWatchLogs allows: API Gateway takes no role that may do less.
    // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonAPIGatewayPushToCloudWatchLogs.html
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:DescribeLogGroups",
            "logs:DescribeLogStreams",
            "logs:PutLogEvents",
            "logs:GetLogEvents",
            "logs:FilterLogEvents",
          ],
          Resource: "*",
        },
      ],
    }),
  },
  kept,
);

for (const region of regions) {
  // AWS asks whether the role may write, so its policy is there before.
  new Account(`account-${region}`, { region, cloudwatchRoleArn: role.arn }, { ...kept, dependsOn: [policy] });
}

/** The role with which API Gateway writes logs. */
export const logRoleArn = role.arn;
