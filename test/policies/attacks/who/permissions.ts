import * as iam from "@pulumi/aws/iam";

import { ACCOUNT, allow, NAMED_STREAM, policyOf, trustOf } from "../build/documents";
import { who } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** What a role of its own may do. */
const may = (name: string, breaks: string, ...statements: object[]): Attack =>
  who(`may-${name}`, breaks, ({ name: prefix, tags }) => {
    const role = new iam.Role(`${prefix}-role`, {
      assumeRolePolicy: trustOf({ Service: "lambda.amazonaws.com" }),
      tags,
    });
    new iam.RolePolicy(`${prefix}-policy`, { role: role.id, policy: policyOf(...statements) });
  });

/** What a role of its own may do. */
export const permissions: readonly Attack[] = [
  may("not-action", "all but one service", { Effect: "Allow", NotAction: "iam:*", Resource: NAMED_STREAM }),
  may("not-resource", "all streams but one", {
    Effect: "Allow",
    Action: "kinesis:PutRecord",
    NotResource: NAMED_STREAM,
  }),
  may("part-of-action", "a wildcard within the action", allow("kinesis:Put*", NAMED_STREAM)),
  may("question-mark", "a question mark is a wildcard", allow("kinesis:PutRecor?", NAMED_STREAM)),
  may("service-wildcard", "the service's name has a wildcard", allow("k*:PutRecord", NAMED_STREAM)),
  may(
    "any-stream",
    "every stream of the account",
    allow("kinesis:PutRecord", `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/*`),
  ),
  may(
    "streams-by-prefix",
    "every stream whose name begins so",
    allow("kinesis:PutRecord", `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/my_*`),
  ),
  may(
    "stream-question-mark",
    "streams whose name differs in a letter",
    allow("kinesis:PutRecord", `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/my_kinesis_strea?`),
  ),
  may(
    "any-region",
    "the stream of that name in every region",
    allow("kinesis:PutRecord", `arn:aws:kinesis:*:${ACCOUNT}:stream/my_kinesis_stream`),
  ),
  may(
    "any-account",
    "the stream of that name in every account",
    allow("kinesis:PutRecord", "arn:aws:kinesis:ap-south-1:*:stream/my_kinesis_stream"),
  ),
  may(
    "any-partition",
    "an ARN whose partition is a wildcard",
    allow("kinesis:PutRecord", `arn:*:kinesis:ap-south-1:${ACCOUNT}:stream/my_kinesis_stream`),
  ),
  may("one-of-many", "one resource among many is all of them", allow("kinesis:PutRecord", [NAMED_STREAM, "*"])),
  may(
    "condition-any",
    "a condition that excludes nobody does not narrow a wildcard",
    allow("kinesis:PutRecord", "*", { Condition: { StringLike: { "aws:PrincipalArn": "*" } } }),
  ),
  may("deny-beside", "a denial beside it does not narrow a wildcard", allow("kinesis:*", "*"), {
    Effect: "Deny",
    Action: "kinesis:DeleteStream",
    Resource: "*",
  }),
  may("pass-any-role", "every role may be passed on", allow("iam:PassRole", `arn:aws:iam::${ACCOUNT}:role/*`)),
  may("assume-any-role", "every role may be assumed", allow("sts:AssumeRole", "arn:aws:iam::*:role/*")),
  may(
    "read-any-secret",
    "every secret of the account may be read",
    allow("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:ap-south-1:${ACCOUNT}:secret:*`),
  ),
  may(
    "read-any-key",
    "every API key's value may be read",
    allow("apigateway:GET", "arn:aws:apigateway:ap-south-1::/apikeys/*"),
  ),
  may("decrypt-any", "everything may be decrypted", allow("kms:Decrypt", `arn:aws:kms:ap-south-1:${ACCOUNT}:key/*`)),
  may(
    "escaped",
    "a wildcard of all actions in upper case, of a service with one action",
    allow("KINESIS:*", NAMED_STREAM),
  ),
];
