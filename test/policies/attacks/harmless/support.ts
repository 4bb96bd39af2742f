import * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import type { Control } from "../harness/attack";
import { harmless, type Mine, type Parts } from "../mine";
import { ACCOUNT, allow, policyOf, trustOf } from "../shared";

/** Adds what is harmless. */
export const fine = (name: string, says: string, add: NonNullable<Parts["add"]>): Control =>
  harmless(says, { name: `good-${name}`, add });

/** Changes what is there, without harm. */
export const changed = (name: string, says: string, changes: NonNullable<Parts["changes"]>): Control =>
  harmless(says, { name: `good-${name}`, changes });

/** A role that a trust opens, and that may do what the statements allow. */
export const role = (b: Mine, assumeRolePolicy: pulumi.Output<string>, ...statements: object[]) => {
  const made = new iam.Role(`${b.name}-role`, { assumeRolePolicy, tags: b.tags });
  if (statements.length > 0) new iam.RolePolicy(`${b.name}-policy`, { role: made.id, policy: policyOf(...statements) });
  return made;
};

/** The trust of a function's role. */
export const lambdaTrust = trustOf({ Service: "lambda.amazonaws.com" });

/** A function of this stack. */
export const ownFunction = (b: Mine) =>
  new lambda.Function(`${b.name}-function`, {
    region: b.region,
    role: role(b, lambdaTrust).arn,
    packageType: "Image",
    imageUri: "image",
    tags: b.tags,
  });

const rootOnly = allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } });

/** A customer's key as the rules ask for it. */
export const goodKey = (b: Mine, ...statements: object[]) =>
  new kms.Key(
    `${b.name}-key`,
    {
      region: b.region,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyOf(rootOnly, ...statements),
      tags: b.tags,
    },
    { protect: true },
  );
