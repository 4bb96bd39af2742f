import * as iam from "@pulumi/aws/iam";
import * as organizations from "@pulumi/aws/organizations";

import { props, set } from "../build/changes";
import { allow, KEY_ARN, policyOf } from "../build/documents";
import { r2Open, r3Pair, r4Closed } from "../build/kinds";
import type { Mine } from "../build/mine";
import { pipelineWith } from "../build/pipelines";
import type { Attack } from "../harness/attack";

/** What AWS writes for the denial of everything. */
const DENY_ALL = "arn:aws:iam::aws:policy/AWSDenyAll";

/** A policy of the writer's role more. */
const rolePolicy = (b: Mine, ...statements: object[]) =>
  new iam.RolePolicy(`${b.name}-policy`, { role: b.resource("access-role").id, policy: policyOf(...statements) });

/** The writer is denied what it needs. */
export const writerDenied: readonly Attack[] = [
  r4Closed("boundary-of-nothing", "the role's boundary is AWS's denial of everything", {
    changes: { "access-role": set({ permissionsBoundary: DENY_ALL }) },
  }),
  r4Closed("denied-by-aws", "AWS's denial of everything is attached to the role", {
    own: true,
    add: (b) =>
      new iam.RolePolicyAttachment(`${b.name}-attachment`, {
        role: b.resource("access-role").id,
        policyArn: DENY_ALL,
      }),
  }),
  r4Closed("denied-in-list", "AWS's denial of everything is in the role's list", {
    changes: { "access-role": set({ managedPolicyArns: [DENY_ALL] }) },
  }),
  r4Closed("resource-control", "a resource control policy of the organization refuses each record", {
    add: (b) =>
      new organizations.Policy(`${b.name}-policy`, {
        name: "perimeter",
        type: "RESOURCE_CONTROL_POLICY",
        content: policyOf({ Effect: "Deny", Principal: "*", Action: "kinesis:*", Resource: "*" }),
        tags: b.tags,
      }),
  }),
  r4Closed("not-through-endpoint", "the role is denied what does not come through a VPC's endpoint, as API Gateway", {
    own: true,
    add: (b) =>
      new iam.RolePolicy(`${b.name}-policy`, {
        role: b.resource("access-role").id,
        policy: policyOf({
          Effect: "Deny",
          Action: "kinesis:PutRecord",
          Resource: "*",
          Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-0a1b2c3d4e5f60718" } },
        }),
      }),
  }),
  r4Closed("other-region-requested", "the role may write only in another region", {
    changes: {
      "access-policy": set({
        policy: policyOf(
          allow(
            "kinesis:PutRecord",
            "arn:aws:kinesis:ap-south-1:123456789012:stream/r4-closed-other-region-requested",
            {
              Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
            },
          ),
        ),
      }),
    },
  }),
  r2Open("organization-denies", "a policy of the organization forbids to write to any stream", {
    add: (b) =>
      new organizations.Policy(`${b.name}-policy`, {
        name: "no-kinesis",
        type: "SERVICE_CONTROL_POLICY",
        content: policyOf({ Effect: "Deny", Action: "kinesis:PutRecord", Resource: "*" }),
        tags: b.tags,
      }),
  }),
  r3Pair("policies-taken-away", "the list of the role's policies is kept empty, and the role may write nothing", {
    phase: "preview",
    own: true,
    at: ["access-role", "access-policy"],
    add: (b) =>
      new iam.RolePoliciesExclusive(`${b.name}-policies`, {
        roleName: b.resource("access-role").id,
        policyNames: [],
      }),
  }),
  r3Pair("empty-inline-policy", "an empty list of inline policies removes what the role may do", {
    changes: { "access-role": set({ inlinePolicies: [{}] }) },
  }),
  r3Pair("boundary-of-logs", "the role's boundary leaves logs alone, and no record is written", {
    own: true,
    changes: {
      "access-role": props((given) => ({
        ...given,
        permissionsBoundary: new iam.Policy("r3-pair-boundary-of-logs-made-boundary", {
          policy: policyOf(allow("logs:PutLogEvents", "*")),
          tags: { service: "r3-pair", stage: "prod", "managed-by": "pulumi" },
        }).arn,
      })),
    },
    at: ["made-boundary", "access-policy"],
  }),
  r3Pair("denies-all-but-put", "all but PutRecord is denied, and so is the stream's KMS key", {
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }],
        changes: {
          "access-role": set({
            inlinePolicies: [
              {
                name: "only-put",
                policy: policyOf({ Effect: "Deny", NotAction: "kinesis:PutRecord", Resource: "*" }),
              },
            ],
          }),
        },
      }),
  }),
  r3Pair("denied-elsewhere", "all streams but another team's are denied to the role", {
    own: true,
    add: (b) =>
      rolePolicy(b, {
        Effect: "Deny",
        Action: "kinesis:*",
        NotResource: "arn:aws:kinesis:ap-south-1:123456789012:stream/payments",
      }),
  }),
  r3Pair("denied-by-attachment", "a managed policy, attached by another resource, denies the role its stream", {
    own: true,
    add: (b) => {
      const policy = new iam.Policy(`${b.name}-policy`, {
        policy: policyOf({ Effect: "Deny", Action: "kinesis:Put*", Resource: "*" }),
        tags: b.tags,
      });
      return new iam.PolicyAttachment(`${b.name}-attachment`, {
        roles: [b.resource("access-role").id],
        policyArn: policy.arn,
      });
    },
  }),
  r3Pair("until-new-year", "the role may write until a day that has passed", {
    changes: {
      "access-policy": props((given) => ({
        ...given,
        policy: policyOf(
          allow("kinesis:PutRecord", "*", {
            Condition: { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
          }),
        ),
      })),
    },
  }),
];
