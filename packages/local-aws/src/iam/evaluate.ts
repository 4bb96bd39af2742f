import { type Condition, patternOf, type Patterns, type PolicyStatement } from "./document";

/** How a policy decides: an explicit deny overrides every allow, and what no policy allows is denied. */
export type Decision = "allowed" | "explicitly denied" | "not allowed";

/**
 * Whether a role's trust policy lets a service assume it.
 * @param trust the statements of the trust policy
 * @param service e.g. `apigateway.amazonaws.com`
 * @returns whether the service may assume the role
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function trusts(trust: readonly PolicyStatement[], service: string): boolean {
  const about = trust.filter(({ services }) => services.some((one) => one === "*" || one === service));
  return decide(about, "sts:AssumeRole", "*") === "allowed";
}

/**
 * Whether the policy of a resource lets a service of AWS use it.
 * @param policy the statements of the resource's policy
 * @param service e.g. `cloudwatch.amazonaws.com`
 * @param action e.g. `sns:Publish`
 * @param resource its ARN
 * @param context what the service sends beside, by keys in lower case, e.g. `aws:sourcearn`
 * @returns the decision
 */
export function decideForService(
  policy: readonly PolicyStatement[],
  service: string,
  action: string,
  resource: string,
  context: RequestContext,
): Decision {
  const about = policy.filter(
    ({ services, accounts }) => services.includes(service) || services.includes("*") || accounts.includes("*"),
  );
  return decide(about, action, resource, context);
}

/**
 * Whether the policy of a resource lets somebody of another account use it.
 * @param policy the statements of the resource's policy
 * @param principal the ARN of a role, or that of an account's root
 * @param action e.g. `kinesis:PutRecord`
 * @param resource its ARN
 * @returns the decision
 */
export function decideForPrincipal(
  policy: readonly PolicyStatement[],
  principal: string,
  action: string,
  resource: string,
): Decision {
  const [, partition = "", , , accountId = ""] = principal.split(":");
  const names = ["*", principal, accountId, `arn:${partition}:iam::${accountId}:root`];
  return decide(
    policy.filter(({ accounts }) => accounts.some((account) => names.includes(account))),
    action,
    resource,
  );
}

/** What a request says beside its action and resource, by keys in lower case. */
export type RequestContext = Readonly<Record<string, string>>;

/**
 * Whether these statements allow an action on a resource.
 * @param statements of all the policies together
 * @param action e.g. `kinesis:PutRecord`
 * @param resource an ARN, or `*`
 * @param context what conditions are compared with
 * @returns the decision
 */
export function decide(
  statements: readonly PolicyStatement[],
  action: string,
  resource: string,
  context: RequestContext = {},
): Decision {
  const applying = statements.filter(
    (statement) =>
      covers(statement.actions, action) &&
      covers(statement.resources, resource) &&
      statement.conditions.every((condition) => holds(condition, context[condition.key])),
  );
  if (applying.some(({ effect }) => effect === "Deny")) {
    return "explicitly denied";
  }
  return applying.length > 0 ? "allowed" : "not allowed";
}

function covers({ patterns, negated }: Patterns, value: string): boolean {
  return patterns.some((pattern) => pattern.test(value)) !== negated;
}

/**
 * What API Gateway leaves out of the request context when it assumes an integration's role and calls as it. That
 * costs many a role its trust: aws:SourceAccount is "not populated in the STS request context"
 * (aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws, pull request 479).
 */
const ABSENT_KEYS: readonly string[] = [
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "sts:externalid",
];

/** What Kinesis tells KMS when it uses a stream's key in the name of its own caller. No other request has them. */
const KMS_KEYS: readonly string[] = ["kms:viaservice", "kms:encryptioncontext:aws:kinesis:arn"];

/** Whether each comparison holds for a key that is not there. */
const WHEN_ABSENT: Readonly<Record<string, boolean>> = {
  StringEquals: false,
  StringEqualsIgnoreCase: false,
  StringLike: false,
  StringNotEquals: true,
  StringNotEqualsIgnoreCase: true,
  StringNotLike: true,
  ArnEquals: false,
  ArnLike: false,
  ArnNotEquals: true,
  ArnNotLike: true,
};

/** @returns whether a condition holds for the value of its key, which is undefined if the request has no such key */
function holds(condition: Condition, value: string | undefined): boolean {
  const operator = condition.operator.replace(/IfExists$/, "");
  if (operator === "Null") {
    return condition.values.includes(String(value === undefined));
  }
  if (value === undefined) return condition.operator.endsWith("IfExists") || WHEN_ABSENT[operator] === true;
  const isNegated = operator.includes("Not");
  const compare = WHEN_PRESENT[operator.replace("Not", "")];
  return compare !== undefined && condition.values.some((expected) => compare(value, expected)) !== isNegated;
}

/** Whether a value is as a policy expects it. */
const WHEN_PRESENT: Readonly<Record<string, (value: string, expected: string) => boolean>> = {
  StringEquals: (value, expected) => value === expected,
  StringEqualsIgnoreCase: (value, expected) => value.toLowerCase() === expected.toLowerCase(),
  StringLike: (value, expected) => patternOf(expected, "").test(value),
  ArnEquals: (value, expected) => patternOf(expected, "").test(value),
  ArnLike: (value, expected) => patternOf(expected, "").test(value),
  Bool: (value, expected) => value === expected.toLowerCase(),
};

/**
 * The conditions that the local AWS cannot judge: keys that API Gateway does send, or comparisons it does not know.
 * A role with one is refused rather than judged wrongly.
 * @param statements of a policy
 * @returns a text for each condition, e.g. `Bool on aws:securetransport`
 */
export function unknownConditions(statements: readonly PolicyStatement[]): readonly string[] {
  return statements
    .flatMap(({ conditions }) => conditions)
    .filter(({ operator, key }) => {
      const comparison = operator.replace(/IfExists$/, "");
      return (
        ![...ABSENT_KEYS, ...KMS_KEYS].includes(key) || (comparison !== "Null" && WHEN_ABSENT[comparison] === undefined)
      );
    })
    .map(({ operator, key }) => `${operator} on ${key}`);
}
