import { property } from "./resource";

/** What WAF inspects of a body at most: https://docs.aws.amazon.com/waf/latest/developerguide/waf-oversize-request-components.html */
const MOST_INSPECTED = 64 * 1024;

/**
 * Whether a statement is known to match records of a connector: each of them, or each that is long.
 * @param statement Of a web ACL's rule.
 * @param isNegated Whether a statement around it says the contrary.
 * @returns Whether it is; false of what depends on who sends, or on what is in a record.
 */
export function matchesRecords(statement: unknown, isNegated = false): boolean {
  const all = statementsIn(property(statement, "andStatement"));
  const any = statementsIn(property(statement, "orStatement"));
  const [inner] = statementsIn(property(statement, "notStatement"));
  const matches = (one: unknown) => matchesRecords(one, isNegated);
  if (all.length > 0) return isNegated ? all.some(matches) : all.every(matches);
  if (any.length > 0) return isNegated ? any.every(matches) : any.some(matches);
  if (inner !== undefined) return matchesRecords(inner, !isNegated);
  return KINDS.some((kind) => {
    const one = property(statement, kind);
    return one !== undefined && one !== null && (matchesLong(one, isNegated) || matchesPost(one, isNegated));
  });
}

/** The kinds of statements that look at a part of a request. */
const KINDS = [
  "byteMatchStatement",
  "regexMatchStatement",
  "regexPatternSetReferenceStatement",
  "sizeConstraintStatement",
  "sqliMatchStatement",
  "xssMatchStatement",
];

const statementsIn = (holder: unknown): readonly unknown[] =>
  listOf(property(holder, "statements") ?? property(holder, "statement"));

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? [...(value as readonly unknown[])] : [value];
}

/**
 * Whether it matches each record of which WAF does not see the end, or that is longer than so many bytes.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_Body.html
 */
function matchesLong(statement: unknown, isNegated: boolean): boolean {
  const field = property(statement, "fieldToMatch");
  const body = property(field, "body") ?? property(field, "jsonBody");
  if (body === undefined || body === null) return false;
  if (property(body, "oversizeHandling") === (isNegated ? "NO_MATCH" : "MATCH")) return true;
  const size = property(statement, "size");
  const isBelow = typeof size === "number" && size <= MOST_INSPECTED;
  const longer: readonly unknown[] = isNegated ? ["LT", "LE"] : ["GT", "GE"];
  return isBelow && longer.includes(property(statement, "comparisonOperator"));
}

/** Whether it matches the method of each record. */
function matchesPost(statement: unknown, isNegated: boolean): boolean {
  const method = property(property(statement, "fieldToMatch"), "method");
  const searched = property(statement, "searchString");
  if (method === undefined || method === null || typeof searched !== "string") return false;
  const types = listOf(property(statement, "textTransformations")).map((change) => property(change, "type"));
  if (types.some((one) => one !== "NONE" && one !== "LOWERCASE")) return false;
  const post = types.includes("LOWERCASE") ? "post" : "POST";
  const compare = COMPARISONS[String(property(statement, "positionalConstraint"))];
  return compare !== undefined && compare(post, searched) !== isNegated;
}

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_ByteMatchStatement.html */
const COMPARISONS: Readonly<Record<string, (text: string, searched: string) => boolean>> = {
  EXACTLY: (text, searched) => text === searched,
  STARTS_WITH: (text, searched) => text.startsWith(searched),
  ENDS_WITH: (text, searched) => text.endsWith(searched),
  CONTAINS: (text, searched) => text.includes(searched),
  CONTAINS_WORD: (text, searched) => text === searched,
};
