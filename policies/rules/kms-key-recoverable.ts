import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { matchesAction, type PolicyStatement } from "../read/permissions/policy-document";
import { resourceStatements } from "../read/permissions/resource-policy";
import { assignedTextAt, isSet, valueAt } from "../read/resource";
import { sourcesOf } from "../read/stack";
import { awsType } from "../read/types";

interface Config {
  readonly minimumDays: number;
}

/** What KMS waits when nobody says. */
const DEFAULT_DAYS = 30;

const KEYS = [awsType.key, awsType.replicaKey, awsType.externalKey, awsType.replicaExternalKey];

export const kmsKeyRecoverable = stackRule<Config>({
  name: "kms-key-recoverable",
  description:
    "A customer's KMS key is not lost: its deletion waits, its material stays, its policy is checked, and nobody else deletes it.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set deletionWindowInDays to at least what the configuration asks for (7 to 30), or leave it out for 30. Leave " +
    "bypassPolicyLockoutSafetyCheck, validTo and xksKeyId out. Let other accounts use the key, and not administer it.",
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
  tags: ["kms", "reliability"],
  configSchema: {
    properties: { minimumDays: { type: "integer", minimum: 7, maximum: 30, default: 7, laxer: "lower" } },
  },
  types: [...KEYS, awsType.keyPolicy],
  checks: [
    (key, _stack, { minimumDays }) => {
      if (key.type === awsType.keyPolicy) return undefined;
      // The provider takes zero for not set.
      const days = isSet(key, "deletionWindowInDays") ? valueAt(key, "deletionWindowInDays") : DEFAULT_DAYS;
      if (typeof days !== "number" || days >= minimumDays) return undefined;
      return `deletionWindowInDays is ${days}, at least ${minimumDays} are required: without the key, what it encrypted is gone.`;
    },
    (key) =>
      valueAt(key, "bypassPolicyLockoutSafetyCheck") === true
        ? "bypassPolicyLockoutSafetyCheck is true: the policy may lock out everybody, and only AWS Support can help."
        : undefined,
    (key) => (isSet(key, "validTo") ? "validTo is set: on that day, KMS deletes the material of this key." : undefined),
    (key) =>
      isSet(key, "xksKeyId")
        ? "xksKeyId is set: the material of this key is in a store outside of AWS, and lost with it."
        : undefined,
    (holder) =>
      resourceStatements(holder)
        .filter((statement) => statement.allows && administers(statement))
        .filter(({ principals }) => accountsIn(principals).some((account) => isOtherAccount(account, holder)))
        .map(
          ({ name }) =>
            `${name} lets another account administer the key: it can delete the key, and what it encrypted.`,
        ),
  ],
});

/** With each of these, a key can be lost. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const LOSE = ["kms:putkeypolicy", "kms:schedulekeydeletion", "kms:disablekey"];

const administers = ({ actions, notActions }: PolicyStatement): boolean =>
  notActions.length > 0 || LOSE.some((one) => matchesAction(actions, one));

const accountsIn = (principals: PolicyStatement["principals"]): readonly string[] =>
  principals.flatMap(({ kind, id }) =>
    kind === "AWS" ? (/^(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(id)?.[1] ?? []) : [],
  );

/** Whether an account is another than the key's. Of a key that another stack has, nobody knows whose it is. */
function isOtherAccount(account: string, holder: PolicyResource): boolean {
  const [key] = holder.type === awsType.keyPolicy ? sourcesOf(holder, "keyId") : [holder];
  return key !== undefined && account !== assignedTextAt(key, "arn").split(":")[4];
}
