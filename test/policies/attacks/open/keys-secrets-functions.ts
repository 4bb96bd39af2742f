import * as kms from "@pulumi/aws/kms";
import * as lambda from "@pulumi/aws/lambda";

import { set } from "../build/changes";
import { allow, policyOf } from "../build/documents";
import { attackOf } from "../build/kinds";
import { writerFunction } from "../build/roles";
import type { Attack } from "../harness/attack";

const r5Open = attackOf("r5", "open", "streams, keys, secrets and functions are not for everybody");
const r4Open = attackOf("r4", "open", "streams, keys, secrets and functions are not for everybody");

/** Everybody uses a key, a secret or a function. */
export const keysSecretsFunctions: readonly Attack[] = [
  r5Open("direct-callers", "everybody who calls directly reads the connector's file", {
    changes: {
      connector: set({
        policy: policyOf(
          allow("secretsmanager:GetSecretValue", "*", {
            Principal: "*",
            Condition: { Bool: { "aws:ViaAWSService": "false" } },
          }),
        ),
      }),
    },
  }),
  r4Open("function-policy", "everybody may call the URL of a function that writes to the stream", {
    add: (b) => {
      const made = writerFunction(b);
      return new lambda.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: made.arn,
        policy: policyOf(allow("lambda:InvokeFunctionUrl", made.arn, { Principal: "*" })),
      });
    },
  }),
  r4Open("secret-inline", "everybody reads the connector's file, by the secret's own policy", {
    changes: { connector: set({ policy: policyOf(allow("secretsmanager:GetSecretValue", "*", { Principal: "*" })) }) },
  }),
  r4Open("external-key", "everybody decrypts with a key whose material is brought along", {
    add: (b) =>
      new kms.ExternalKey(
        `${b.name}-key`,
        {
          region: b.region,
          deletionWindowInDays: 30,
          policy: policyOf(allow("kms:Decrypt", "*", { Principal: { AWS: "*" } })),
          tags: b.tags,
        },
        { protect: true },
      ),
  }),
];
