import * as iam from "@pulumi/aws/iam";

import { ACCOUNT, allow, NAMED_STREAM, OTHER_ACCOUNT, policyOf, streamArn, trustOf } from "../build/documents";
import { type Mine, mine, type Parts } from "../build/mine";
import type { Attack } from "../harness/attack";

const WRITE_OTHER = policyOf(allow("kinesis:PutRecord", `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/payments`));
const roleName = ({ pipeline }: Mine) => pipeline.roleArn.apply((arn) => arn.split("/").at(-1)!);

/** The writer's role, changed or added to, on a pipeline alone. */
const writer = (name: string, breaks: string, parts: Omit<Parts, "name">): Attack =>
  mine({
    name: `who-writer-${name}`,
    kind: "who",
    breaks,
    expect: "the writer reaches the streams that its templates name, and no more",
    own: true,
    phase: "update",
    ...parts,
  });

/** What the role that writes to the stream may do. */
export const writers: readonly Attack[] = [
  writer("inline", "the writer reaches a stream that no template names, by an inline policy", {
    changes: { "access-role": { props: (p) => ({ ...p, inlinePolicies: [{ name: "more", policy: WRITE_OTHER }] }) } },
  }),
  writer("managed", "the writer reaches more, by a policy of the account that nobody sees", {
    changes: {
      "access-role": { props: (p) => ({ ...p, managedPolicyArns: [`arn:aws:iam::${ACCOUNT}:policy/streams`] }) },
    },
  }),
  writer("second-policy", "the writer reaches a stream that no template names, by a second policy", {
    add: (b) => new iam.RolePolicy(`${b.name}-more`, { role: roleName(b), policy: WRITE_OTHER }),
  }),
  writer("by-attachment", "the writer reaches a stream that no template names, by an attached policy", {
    add: (b) => {
      const policy = new iam.Policy(`${b.name}-more`, { policy: WRITE_OTHER, tags: b.tags });
      new iam.RolePolicyAttachment(`${b.name}-attachment`, { role: roleName(b), policyArn: policy.arn });
    },
  }),
  writer("attached-to-many", "the writer reaches a stream that no template names, by a policy for several roles", {
    add: (b) => {
      const policy = new iam.Policy(`${b.name}-more`, { policy: WRITE_OTHER, tags: b.tags });
      new iam.PolicyAttachment(`${b.name}-attachment`, { roles: [roleName(b)], policyArn: policy.arn });
    },
  }),
  writer("attached-by-name", "the writer reads every key, by a policy of AWS", {
    add: (b) =>
      new iam.RolePolicyAttachment(`${b.name}-attachment`, {
        role: roleName(b),
        policyArn: "arn:aws:iam::aws:policy/AmazonAPIGatewayAdministrator",
      }),
  }),
  writer("literal-arn", "the writer reaches a stream of the same name in another region", {
    add: (b) =>
      new iam.RolePolicy(`${b.name}-more`, {
        role: roleName(b),
        policy: policyOf(allow("kinesis:PutRecord", `arn:aws:kinesis:eu-west-1:${ACCOUNT}:stream/my_kinesis_stream`)),
      }),
  }),
  writer("wrong-stream", "the writer reaches another stream instead, and every record is refused", {
    changes: { "access-policy": { props: (p) => ({ ...p, policy: WRITE_OTHER }) } },
  }),
  writer("denied", "a denial beside the permission refuses every record", {
    add: (b) =>
      new iam.RolePolicy(`${b.name}-more`, {
        role: roleName(b),
        policy: policyOf({ Effect: "Deny", Action: "kinesis:*", Resource: streamArn(b) }),
      }),
  }),
  writer("boundary-closed", "a boundary that allows nothing of it refuses every record", {
    changes: { "access-role": { props: (p) => ({ ...p, permissionsBoundary: "arn:aws:iam::aws:policy/AWSDenyAll" }) } },
  }),
  writer("any-date", "the permission ends on a day", {
    changes: {
      "access-policy": {
        props: (p) => ({
          ...p,
          policy: policyOf({
            Effect: "Allow",
            Action: "kinesis:PutRecord",
            Resource: NAMED_STREAM,
            Condition: { DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } },
          }),
        }),
      },
    },
  }),
  writer("trust-two-services", "functions may be the writer, too", {
    changes: {
      "access-role": {
        props: (p) => ({
          ...p,
          assumeRolePolicy: trustOf({ Service: ["apigateway.amazonaws.com", "lambda.amazonaws.com"] }),
        }),
      },
    },
  }),
  writer("trust-second-statement", "an account may be the writer, too", {
    changes: {
      "access-role": {
        props: (p) => ({
          ...p,
          assumeRolePolicy: policyOf(
            { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" },
            { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` }, Action: "sts:AssumeRole" },
          ),
        }),
      },
    },
  }),
  writer("trust-denied", "a denial in the trust refuses every record", {
    changes: {
      "access-role": {
        props: (p) => ({
          ...p,
          assumeRolePolicy: policyOf(
            { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" },
            { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" },
          ),
        }),
      },
    },
  }),
];
