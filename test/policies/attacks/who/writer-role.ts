import * as budgets from "@pulumi/aws/budgets";
import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import type { Output } from "@pulumi/pulumi";

import { props } from "../build/changes";
import { ACCOUNT, allow, policyOf, streamArn } from "../build/documents";
import { r2Who } from "../build/kinds";
import type { Mine, Parts } from "../build/mine";
import type { Attack, Props } from "../harness/attack";

/** A change of the role that writes. */
const writer = (name: string, breaks: string, parts: Omit<Parts, "name"> & Pick<Attack, "at">): Attack =>
  r2Who(`writer-${name}`, breaks, { own: true, phase: "update", ...parts });

const roleName = ({ pipeline }: Mine): Output<string> => pipeline.roleArn.apply((arn) => arn.split("/").at(-1)!);

/** Another statement in the writer's policy; the resource is its own. */
const permission = (name: string, breaks: string, more: (statement: Props) => object): Attack =>
  writer(name, breaks, {
    changes: {
      "access-policy": props((given) => ({
        ...given,
        policy: (given.policy as Output<string>).apply((text) => {
          const document = JSON.parse(text) as { Statement: Props[] };
          return JSON.stringify({
            ...document,
            Statement: document.Statement.map((one) => ({ ...one, ...more(one) })),
          });
        }),
      })),
    },
  });

/** The writer's role loses its permission, or gets another one. */
export const writerRole: readonly Attack[] = [
  writer("stream-denies", "the stream's own policy refuses every record", {
    add: (b) =>
      new kinesis.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: streamArn(b),
        policy: policyOf({ Effect: "Deny", Principal: "*", Action: "kinesis:PutRecord", Resource: streamArn(b) }),
      }),
  }),
  writer("stripped", "the list of the role's own policies is empty, so its permission goes", {
    add: (b) => new iam.RolePoliciesExclusive(`${b.name}-list`, { roleName: roleName(b), policyNames: [] }),
  }),
  writer("inline-nothing", "an empty inline policy takes all others off the role", {
    changes: { "access-role": props({ inlinePolicies: [{}] }) },
  }),
  writer("policy-elsewhere", "the permission is another role's", {
    at: ["access-role"],
    changes: { "access-policy": props({ role: "orders-reader" }) },
  }),
  writer("budget", "when the budget is spent, every record is refused", {
    add: (b) =>
      new budgets.BudgetAction(`${b.name}-action`, {
        budgetName: "orders",
        actionType: "APPLY_IAM_POLICY",
        approvalModel: "AUTOMATIC",
        notificationType: "ACTUAL",
        executionRoleArn: `arn:aws:iam::${ACCOUNT}:role/budgets`,
        actionThreshold: { actionThresholdType: "PERCENTAGE", actionThresholdValue: 100 },
        definition: { iamActionDefinition: { policyArn: "arn:aws:iam::aws:policy/AWSDenyAll", roles: [roleName(b)] } },
        subscribers: [{ address: "ops@example.com", subscriptionType: "EMAIL" }],
        tags: b.tags,
      }),
  }),
  writer("boundary-other", "a boundary of this stack allows another stream alone", {
    changes: {
      "access-role": props((given) => ({
        ...given,
        permissionsBoundary: new iam.Policy("r2-who-writer-boundary-other-made", {
          // No other attack's policy names this stream: the pack would take it for one of the stack's.
          policy: policyOf(allow("kinesis:PutRecord", `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/refunds`)),
          tags: given.tags as Record<string, string>,
        }).arn,
      })),
    },
  }),
  permission("other-action", "PutRecords is allowed, but the API calls PutRecord", () => ({
    Action: "kinesis:PutRecords",
  })),
  permission("from-office", "only who comes from an office may write, and API Gateway does not", () => ({
    Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
  })),
  permission("from-network", "only who comes through an endpoint may write, and API Gateway does not", () => ({
    Condition: { StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } },
  })),
  permission("tagged-caller", "a tag of the caller chooses the stream", () => ({
    Resource: `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/\${aws:PrincipalTag/stream}`,
  })),
];
