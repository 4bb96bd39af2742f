import { isBroadNetwork } from "../network";
import type { Condition, PolicyStatement } from "./policy-document";
import { hasWildcard, isLike } from "./wildcard";

/** What tells who asks, on whose behalf a service does, or who gets what a topic sends. kms:ViaService alone says neither: everybody may use a service. */
const WHO =
  /^(aws:(Principal(Arn|Account|OrgID|OrgPaths|ServiceName|IsAWSService)|userid|Source(Arn|Account|OrgID|OrgPaths|Owner|Vpce|Vpc|Ip)|VpcSourceIp)|kms:CallerAccount|sns:Endpoint)$/i;

/** What tells for whom a service of AWS works. */
const SOURCE = /^aws:Source(Arn|Account|OrgID|OrgPaths|Owner)$/i;

/** Those that hold only where the key is there and has the value: neither ...IfExists, nor ForAllValues, nor a Not. */
const HOLDS = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|Bool|IpAddress)$/i;

/** The opposite: they hold for everybody but those who are named. */
const NOT = /^(ForAnyValue:)?(StringNot(Equals|EqualsIgnoreCase|Like)|ArnNot(Equals|Like)|NotIpAddress)(IfExists)?$/i;

/** Whether the condition holds only where its key is there and has one of the values. */
export const isPositive = ({ operator, values }: Condition): boolean => HOLDS.test(operator) && values.length > 0;

/** Whether the condition lets in named callers alone: an organization, an account, a role, a network. */
export const saysWho = (condition: Condition): boolean =>
  WHO.test(condition.key) && isPositive(condition) && !isAnybody(condition);

/** Whether the condition holds for everybody but named callers. */
export const saysWhoNot = (condition: Condition): boolean =>
  WHO.test(condition.key) && NOT.test(condition.operator) && condition.values.length > 0 && !isAnybody(condition);

/** The ends of ARNs of a role and of a user as nobody names them: a value that is like one of them is like all. */
const ANY_ROLE_OR_USER = ["role/=any=", "user/=any="];

/**
 * The accounts that a condition lets in as a whole: by their number, or by a value that every role or every user has.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 * @param condition The condition.
 * @returns Their 12 digits; none of a condition on something else, or that names roles.
 */
export function wholeAccountsNamedBy({ key, values }: Condition): readonly string[] {
  if (/^aws:PrincipalAccount$/i.test(key)) return values;
  if (!/^aws:PrincipalArn$/i.test(key)) return [];
  return values.flatMap((value) => {
    const [, account, end = ""] = /^arn:[^:]+:[^:]+::(\d{12}):(.+)$/.exec(value) ?? [];
    return account !== undefined && ANY_ROLE_OR_USER.some((one) => isLike(one, end)) ? [account] : [];
  });
}

/** Whether the condition is about the one for whom a service works. */
export const isAboutSource = ({ key }: Condition): boolean => SOURCE.test(key);

/** Whether one of the values is everybody's, or all of them together are. */
function isAnybody({ key, values }: Condition): boolean {
  if (/Ip$/i.test(key)) return isBroadNetwork(values);
  if (/Endpoint$/i.test(key)) return values.some(isAnyEndpoint);
  return values.some((value) => {
    if (/^[*?]+$|^false$/.test(value)) return true;
    if (/Arn$/i.test(key)) return isAnyArn(value);
    // What follows the organization, or the role in a user's id, may have wildcards.
    return hasWildcard(/OrgPaths$/i.test(key) ? before(value, "/") : /userid$/i.test(key) ? before(value, ":") : value);
  });
}

/** Whether the condition of a denial holds for plain http alone, which API Gateway never speaks with Kinesis. */
export const isOfPlainHttp = ({ operator, key, values }: Condition): boolean =>
  /^aws:SecureTransport$/i.test(key)
    ? /^(ForAnyValue:)?Bool(IfExists)?$/i.test(operator) && values.every((value) => value === "false")
    : /^s3:TlsVersion$/i.test(key) && /^NumericLessThan(Equals)?(IfExists)?$/i.test(operator);

/** Whether the condition of a denial always holds: API Gateway, and all that reaches it, speaks TLS. */
export const isOfTls = ({ operator, key, values }: Condition): boolean =>
  /^aws:SecureTransport$/i.test(key) && /^Bool(IfExists)?$/i.test(operator) && values.includes("true");

/** Whether a statement is a denial on no condition that may not hold. */
export const isFirmDenial = ({ allows, conditions }: PolicyStatement): boolean => !allows && conditions.every(isOfTls);

const before = (value: string, delimiter: string): string => value.split(delimiter)[0] ?? "";

/**
 * Whether a subscription to a topic may lead to more than one party. A wildcard may only stand behind a URL's host: `*@example.com`
 * also matches a URL that ends so. https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
 */
function isAnyEndpoint(endpoint: string): boolean {
  if (endpoint.startsWith("arn:")) return isAnyArn(endpoint);
  const [, origin] = /^(https?:\/\/[^/]*)\//i.exec(endpoint) ?? [];
  return hasWildcard(origin ?? endpoint);
}

/** An ARN of any account. Some, such as a bucket's, have no account: there the name says who. */
function isAnyArn(arn: string): boolean {
  const [prefix, , , , account, ...rest] = arn.split(":");
  if (prefix !== "arn" || account === undefined) return hasWildcard(arn);
  return hasWildcard(account === "" ? before(rest.join(":"), "/") : account);
}
