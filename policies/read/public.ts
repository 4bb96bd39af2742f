import { type Condition, includesIgnoringCase, type PolicyStatement } from "./policy-document";
import { hasWildcard, isLike } from "./wildcard";

/** The statements of a resource's policy that let in everybody: `Principal: "*"`, or NotPrincipal, on no condition that says who. */
export function openStatements(statements: readonly PolicyStatement[]): readonly PolicyStatement[] {
  const denials = statements.filter(({ allows }) => !allows);
  return statements.filter(
    (statement) =>
      statement.allows &&
      (isForAnybody(statement) || statement.notPrincipals.length > 0) &&
      !statement.conditions.some(saysWho) &&
      !denials.some((denial) => keepsOthersOut(denial, statement)),
  );
}

export const isForAnybody = ({ principals }: PolicyStatement): boolean => principals.some(({ id }) => id === "*");

/** What tells who asks, or on whose behalf a service does. kms:ViaService alone says neither: everybody may use a service. */
const WHO =
  /^(aws:(Principal(Arn|Account|OrgID|OrgPaths|ServiceName|IsAWSService)|userid|Source(Arn|Account|OrgID|OrgPaths|Owner|Vpce|Vpc|Ip)|VpcSourceIp)|kms:CallerAccount)$/i;

/** Those that hold only where the key is there and has the value: neither ...IfExists, nor ForAllValues, nor a Not. */
const HOLDS = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|Bool|IpAddress)$/i;

const saysWho = ({ operator, key, values }: Condition): boolean =>
  WHO.test(key) && HOLDS.test(operator) && values.length > 0 && !values.some(isAnybody);

/** `*`, a condition that asks for the opposite, every address, or an ARN of any account. */
function isAnybody(value: string): boolean {
  if (/^[*?]+$|^false$|\/0$/.test(value)) return true;
  const [prefix, , , , account = ""] = value.split(":");
  return prefix === "arn" && hasWildcard(account);
}

const NOT = /^(ForAnyValue:)?(StringNot(Equals|EqualsIgnoreCase|Like)|ArnNot(Equals|Like)|NotIpAddress)(IfExists)?$/i;
const SERVICES = ["aws:PrincipalIsAWSService", "aws:ViaAWSService"];

/**
 * Whether a denial leaves only those who are named: everybody is denied the same actions unless they are of an organisation,
 * a network, an account; services of AWS may be spared as well.
 */
function keepsOthersOut(denial: PolicyStatement, allowed: PolicyStatement): boolean {
  const { conditions } = denial;
  const names = ({ operator, key, values }: Condition) =>
    WHO.test(key) && NOT.test(operator) && values.length > 0 && !values.some(isAnybody);
  return (
    isForAnybody(denial) &&
    conditions.some(names) &&
    conditions.every((condition) => names(condition) || includesIgnoringCase(SERVICES, condition.key)) &&
    allowed.actions.length > 0 &&
    allowed.actions.every((action) =>
      denial.actions.some((denied) => isLike(action.toLowerCase(), denied.toLowerCase())),
    )
  );
}
