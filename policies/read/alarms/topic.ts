import type { PolicyResource } from "@pulumi/policy";

import { isFirmDenial, isPositive } from "../permissions/condition";
import { matchesAction, type PolicyStatement } from "../permissions/policy-document";
import { policyWritersOf, resourceStatements, statementsInForce } from "../permissions/resource-policy";
import { isLike } from "../permissions/wildcard";
import { knownAt, type Stack } from "../stack";

const CLOUDWATCH = "cloudwatch.amazonaws.com";

/** Whether a principal is the whole account, to which CloudWatch's alarms may count. */
const isAccount = (id: string): boolean => /^(?:arn:[^:]*:iam::)?\d{12}(?::root)?$/.test(id);

/**
 * The statements about what CloudWatch does in the name of alarms: those of everybody, and those of the service.
 * @param resource A topic, or its key.
 * @param stack The stack.
 * @returns Statements of the policy in force.
 * @throws What `statementsInForce` throws.
 */
export const statementsOnAlarms = (resource: PolicyResource, stack: Stack): readonly PolicyStatement[] =>
  statementsInForce(resource, stack).filter(isOnAlarms);

const isOnAlarms = ({ principals }: PolicyStatement): boolean =>
  principals.some(({ id }) => id === "*" || id === CLOUDWATCH);

/**
 * Whether a statement is for alarms of an account.
 * @param statement A statement about CloudWatch.
 * @param account The account; undefined while it is not known.
 * @returns Whether no condition says that it is for alarms of other accounts, or for other things than alarms.
 */
export const isForAlarmsOf = ({ conditions }: PolicyStatement, account: string | undefined): boolean =>
  account === undefined ||
  conditions.filter(isPositive).every(({ key, values }) => {
    if (/^aws:Source(Account|Owner)$/i.test(key)) return values.some((value) => isLike(account, value));
    if (!/^aws:SourceArn$/i.test(key)) return true;
    return values.some((value) => {
      const [, , service = "", , owner = ""] = value.split(":");
      return value === "*" || (isLike("cloudwatch", service) && isLike(account, owner));
    });
  });

/**
 * Whether a policy of a topic keeps CloudWatch from publishing. SNS keeps one policy, and of several nobody knows which.
 * @param topic A topic.
 * @param stack The stack.
 * @returns How one does so; undefined if none does. The policy that SNS makes by itself lets the account's alarms in.
 * @throws What `resourceStatements` throws.
 * @see https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger
 * @see https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
 */
export function alarmsKeptOut(topic: PolicyResource, stack: Stack): "denied" | "not allowed" | undefined {
  const account = accountOf(topic);
  // One by one: what the first says counts, whether another is known yet or not.
  for (const writer of policyWritersOf(topic, stack)) {
    const kept = keptOutBy(resourceStatements(writer), account);
    if (kept !== undefined) return kept;
  }
  return undefined;
}

function keptOutBy(all: readonly PolicyStatement[], account: string | undefined): "denied" | "not allowed" | undefined {
  const publishes = ({ actions, notActions }: PolicyStatement): boolean =>
    notActions.length > 0 ? !matchesAction(notActions, "sns:publish") : matchesAction(actions, "sns:publish");
  const onAlarms = all.filter(isOnAlarms).filter(publishes);
  if (onAlarms.some(isFirmDenial)) return "denied";
  const isAllowed =
    onAlarms.some((one) => one.allows && isForAlarmsOf(one, account)) ||
    all.some(
      (one) =>
        one.allows &&
        publishes(one) &&
        (one.notPrincipals.length > 0 || one.principals.some(({ id }) => isAccount(id))),
    );
  return all.length === 0 || isAllowed ? undefined : "not allowed";
}

/**
 * The account of a resource.
 * @param resource A resource with an ARN.
 * @returns The account; undefined while it is not known.
 */
export function accountOf(resource: PolicyResource): string | undefined {
  const arn = knownAt(resource, "arn");
  return typeof arn === "string" ? arn.split(":")[4] : undefined;
}
