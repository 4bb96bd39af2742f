import { saysWho, saysWhoNot } from "./condition";
import type { Condition, PolicyStatement } from "./policy-document";
import { isLike } from "./wildcard";

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

/** Whether a condition of a denial spares services of AWS. */
const sparesServices = ({ operator, key, values }: Condition): boolean =>
  /^aws:(PrincipalIsAWSService|ViaAWSService)$/i.test(key) &&
  /^Bool(IfExists)?$/i.test(operator) &&
  values.length > 0 &&
  values.every((value) => value === "false");

/**
 * Whether a denial leaves only those who are named: everybody is denied the same actions unless they are of an organisation,
 * a network, an account; services of AWS may be spared as well.
 */
function keepsOthersOut(denial: PolicyStatement, allowed: PolicyStatement): boolean {
  const { conditions } = denial;
  return (
    isForAnybody(denial) &&
    conditions.some(saysWhoNot) &&
    conditions.every((condition) => saysWhoNot(condition) || sparesServices(condition)) &&
    allowed.actions.length > 0 &&
    allowed.actions.every((action) =>
      denial.actions.some((denied) => isLike(action.toLowerCase(), denied.toLowerCase())),
    ) &&
    denial.notResources.length === 0 &&
    allowed.resources.every((resource) => denial.resources.some((denied) => isLike(pathOf(resource), pathOf(denied))))
  );
}

/** The policy of an API may name the API's own paths without the API: `execute-api:/*`. */
const pathOf = (resource: string): string =>
  resource.replace(/^arn:[^:]+:execute-api:[^:]*:[^:]*:[^/]*/, "execute-api:");

/**
 * The method in a resource of an API's policy.
 * @param resource Such as `execute-api:/<stage>/<method>/<path>`, or an ARN that ends so.
 * @returns Its method, which may have wildcards; `*` where none is named.
 */
export function methodIn(resource: string): string {
  const [, , method = "*"] = resource.slice(resource.lastIndexOf(":") + 1).split("/");
  return method;
}
