import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import * as lambda from "@pulumi/aws/lambda";
import * as ssoadmin from "@pulumi/aws/ssoadmin";

import { ACCOUNT, allow, OTHER_ACCOUNT, policyOf, SERVICE_ROLE, streamArn } from "../build/documents";
import { attackOf, r2Writer, r3Pair, r3Stream } from "../build/kinds";
import type { Attack } from "../harness/attack";

const r4Person = attackOf("r4", "person", "nothing but the API writes to its stream");

/** People and roles beside the API write to the stream. */
export const peopleAndRoles: readonly Attack[] = [
  r4Person("group", "a group of people may write to the stream", {
    add: (b) =>
      new iam.GroupPolicy(`${b.name}-policy`, {
        group: "developers",
        policy: policyOf(allow("kinesis:PutRecord", streamArn(b))),
      }),
  }),
  r4Person("signed-on", "who signs in may write to the stream", {
    add: (b) =>
      new ssoadmin.PermissionSetInlinePolicy(`${b.name}-policy`, {
        region: b.region,
        instanceArn: "arn:aws:sso:::instance/ssoins-1",
        permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
        inlinePolicy: policyOf(allow("kinesis:PutRecord", streamArn(b))),
      }),
  }),
  r4Person("policy-at-hand", "a policy that anybody may attach writes to the stream", {
    add: (b) =>
      new iam.Policy(`${b.name}-policy`, { policy: policyOf(allow("kinesis:PutRecords", streamArn(b))), tags: b.tags }),
  }),
  r4Person("attached-by-name", "a role that the stack knows by name writes to the stream", {
    add: (b) =>
      new iam.RolePolicyAttachment(`${b.name}-attachment`, {
        role: "reports",
        policyArn: new iam.Policy(`${b.name}-policy`, {
          policy: policyOf(allow("kinesis:PutRecords", streamArn(b))),
          tags: b.tags,
        }).arn,
      }),
  }),
  attackOf("r2", "writer", "nothing but the API writes to the stream")(
    "role-of-policy",
    "a role beside the API writes to the stream",
    {
      add: (b) =>
        new kinesis.ResourcePolicy(`${b.name}-policy`, {
          region: b.region,
          resourceArn: streamArn(b),
          policy: policyOf(
            allow(["kinesis:PutRecord", "kinesis:PutRecords"], streamArn(b), {
              Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/importer` },
            }),
          ),
        }),
    },
  ),
  r2Writer("function-by-name", "a function gets the stream's name, and a role of which nobody sees what it may", {
    add: (b) =>
      new lambda.Function(`${b.name}-function`, {
        region: b.region,
        role: SERVICE_ROLE,
        packageType: "Image",
        imageUri: "image",
        environment: { variables: { STREAM: b.stream } },
        tags: b.tags,
      }),
  }),
  r3Stream("opened-to-account", "another account may write to the stream past the API", {
    add: (b) =>
      new kinesis.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: Object.values(b.pipeline.streams)[0]!,
        policy: policyOf({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
          Action: "kinesis:PutRecord",
          Resource: Object.values(b.pipeline.streams)[0]!,
        }),
      }),
  }),
  r3Pair("reader-writes-via-role", "the role of the API is also a function's, so that code writes past the API", {
    own: true,
    add: (b) =>
      new iam.RolePolicy(`${b.name}-policy`, {
        role: "reports",
        policy: policyOf(allow(["kinesis:GetRecords", "kinesis:PutRecords"], streamArn(b))),
      }),
  }),
];
