import * as iam from "@pulumi/aws/iam";

import { ACCOUNT, allow, policyOf, streamArn, trustOf } from "../build/documents";
import { r2Who, r5May } from "../build/kinds";
import type { Mine } from "../build/mine";
import { serviceRole } from "../build/roles";
import type { Attack } from "../harness/attack";

const PARTNER = "999999999999";
const role = (b: Mine, statement: object): iam.Role => serviceRole(b, "lambda.amazonaws.com", statement);
const reader = (name: string, breaks: string, statement: (b: Mine) => object): Attack =>
  r2Who(`reader-${name}`, breaks, { own: true, add: (b) => role(b, statement(b)) });

/** Who reads the stream may do more, or is anybody. */
export const readers: readonly Attack[] = [
  r5May("partner-account", "every role of a partner's account may take a role that reads the stream", {
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
  r2Who("trust-object", "every account may read the stream; the document is an object, not a text", {
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
  r2Who("identity-any", "every pod of every cluster may read the stream", {
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
