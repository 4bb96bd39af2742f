import * as iam from "@pulumi/aws/iam";
import * as pinpoint from "@pulumi/aws/pinpoint";
import * as ssm from "@pulumi/aws/ssm";

import { webAcl } from "../fourth-round/fronts";
import type { Attack } from "../harness/attack";
import { set } from "../second-round/support";
import { ACCOUNT, allow, policyOf, serviceRole, streamArn, trustOf } from "../shared";
import { attackOf } from "./support";

const who = attackOf("may", "roles say who may assume them, and none changes the alarms");
const beside = attackOf("beside", "what stands beside the API does not harm it");
const PARTNER = "999999999999";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/orders`;

/** Roles, and what stands beside the API. */
export const secondOthers: readonly Attack[] = [
  who("partner-account", "every role of a partner's account may take a role that reads the stream", {
    add: (b) => {
      const role = new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: trustOf(
          { AWS: `arn:aws:iam::${PARTNER}:root` },
          { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${PARTNER}:role/*` } },
        ),
        tags: b.tags,
      });
      return new iam.RolePolicy(`${b.name}-role-policy`, {
        role: role.id,
        policy: policyOf(allow(["kinesis:GetRecords", "kinesis:GetShardIterator"], streamArn(b))),
      });
    },
  }),
  who("alarm-quieted", "a bot may say that the side's alarm is over", {
    changes: { "alarms-ours": set({}) },
    add: (b) =>
      serviceRole(
        b,
        "lambda.amazonaws.com",
        allow(
          "cloudwatch:SetAlarmState",
          `arn:aws:cloudwatch:${b.region}:${ACCOUNT}:alarm:${b.pipelineName}-prod-ours`,
        ),
      ),
  }),
  beside("filter-name", "the metric filter's name has a colon, which CloudWatch does not take", {
    rules: ["name-limits"],
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
    changes: { "api-refused-records": set({ name: "orders:refused-records" }) },
  }),
  beside("acl-label", "rules of AWS count, and a rule of our own stops what they say is too large", {
    own: true,
    // https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
    add: (b) =>
      webAcl(b, [
        {
          name: "common",
          priority: 1,
          overrideAction: { count: {} },
          statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
        },
        {
          name: "large",
          priority: 2,
          action: { block: {} },
          statement: {
            labelMatchStatement: { scope: "LABEL", key: "awswaf:managed:aws:core-rule-set:SizeRestrictions_Body" },
          },
        },
      ]),
  }),
  beside("window", "a maintenance window deletes the role with which the API writes", {
    own: true,
    // https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-delete-iam-role.html
    add: (b) =>
      new ssm.MaintenanceWindowTask(`${b.name}-task`, {
        region: b.region,
        windowId: "mw-0123456789abcdef0",
        taskType: "AUTOMATION",
        taskArn: "AWSConfigRemediation-DeleteIAMRole",
        serviceRoleArn: ROLE,
        taskInvocationParameters: {
          automationParameters: {
            documentVersion: "$DEFAULT",
            parameters: [
              { name: "AutomationAssumeRole", values: [ROLE] },
              { name: "IAMRoleID", values: [(b.resource("access-role") as iam.Role).uniqueId] },
            ],
          },
        },
      }),
  }),
  /* oxlint-disable typescript/no-deprecated -- accounts that have it still write to streams by it */
  beside("app-events", "what an app's users do reaches the stream", {
    add: (b) =>
      new pinpoint.EventStream(`${b.name}-events`, {
        region: b.region,
        applicationId: "orders",
        destinationStreamArn: streamArn(b),
        roleArn: ROLE,
      }),
  }),
  /* oxlint-enable typescript/no-deprecated */
];
