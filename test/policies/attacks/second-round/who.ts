import * as budgets from "@pulumi/aws/budgets";
import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import * as s3 from "@pulumi/aws/s3";
import type { Output } from "@pulumi/pulumi";

import type { Attack, Props } from "../harness/attack";
import type { Mine, Parts } from "../mine";
import { ACCOUNT, allow, policyOf, serviceRole, streamArn, trustOf } from "../shared";
import { attackOf, props } from "./support";

const made = attackOf("who", "the writer may write, and nobody may do more than is named");

/** A change of the role that writes. */
const writer = (name: string, breaks: string, parts: Omit<Parts, "name"> & Pick<Attack, "at">): Attack =>
  made(`writer-${name}`, breaks, { own: true, phase: "update", ...parts });
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

const writers: Attack[] = [
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
          policy: policyOf(allow("kinesis:PutRecord", `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/payments`)),
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

const role = (b: Mine, statement: object): iam.Role => serviceRole(b, "lambda.amazonaws.com", statement);
const reader = (name: string, breaks: string, statement: (b: Mine) => object): Attack =>
  made(`reader-${name}`, breaks, { own: true, add: (b) => role(b, statement(b)) });

const others: Attack[] = [
  reader("deletes-stream", "a function that reads may delete the stream", (b) =>
    allow(["kinesis:GetRecords", "kinesis:DeleteStream"], streamArn(b)),
  ),
  reader("shortens-retention", "a function that reads may make the stream forget", (b) =>
    allow(["kinesis:GetRecords", "kinesis:DecreaseStreamRetentionPeriod"], streamArn(b)),
  ),
  reader("opens-stream", "a function that reads may open the stream to everybody", (b) =>
    allow("kinesis:PutResourcePolicy", streamArn(b)),
  ),
  reader("policy-variable", "a tag of the caller chooses which stream is read", (b) =>
    allow("kinesis:GetRecords", `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/\${aws:PrincipalTag/stream}`),
  ),
  made("trust-object", "every account may read the stream; the document is an object, not a text", {
    own: true,
    add: (b) => {
      const open = new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
        },
        tags: b.tags,
      });
      new iam.RolePolicy(`${b.name}-policy`, {
        role: open.id,
        policy: policyOf(allow("kinesis:GetRecords", streamArn(b))),
      });
    },
  }),
  made("bucket-open", "everybody reads the bucket that holds the records", {
    add: (b) => {
      const bucket = new s3.Bucket(`${b.name}-bucket`, { region: b.region, bucket: "orders-records", tags: b.tags });
      new s3.BucketPolicy(`${b.name}-policy`, {
        region: b.region,
        bucket: bucket.bucket,
        policy: policyOf(allow("s3:GetObject", "arn:aws:s3:::orders-records/*", { Principal: "*" })),
      });
    },
  }),
  made("bucket-acl", "everybody reads the bucket by its list of grants", {
    add: (b) => new s3.BucketAcl(`${b.name}-acl`, { region: b.region, bucket: "orders-records", acl: "public-read" }),
  }),
  made("identity-any", "every pod of every cluster may read the stream", {
    own: true,
    add: (b) => {
      const open = new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: trustOf(
          { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.ap-south-1.amazonaws.com/id/0A1B2C` },
          { StringLike: { "oidc.eks.ap-south-1.amazonaws.com/id/0A1B2C:sub": "system:serviceaccount:orders-*:*" } },
          "sts:AssumeRoleWithWebIdentity",
        ),
        tags: b.tags,
      });
      new iam.RolePolicy(`${b.name}-policy`, {
        role: open.id,
        policy: policyOf(allow("kinesis:GetRecords", streamArn(b))),
      });
    },
  }),
];

export const callers: readonly Attack[] = [...writers, ...others];
