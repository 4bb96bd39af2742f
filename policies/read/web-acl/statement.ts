import type { PolicyResource } from "@pulumi/policy";

import { matchesPattern } from "../api/integration-response";
import { asList } from "../lists";
import { property } from "../resource";
import { knownAt } from "../stack";

/** What WAF inspects of a body at most: https://docs.aws.amazon.com/waf/latest/developerguide/waf-oversize-request-components.html */
const MOST_INSPECTED = 64 * 1024;

/** What the statements of rules refer to. */
interface Known {
  readonly patterns: readonly PolicyResource[];
  /** Labels of records: of AWS's groups as a whole, of other rules without the prefix that AWS puts before. */
  readonly labels?: readonly string[];
}

/**
 * Whether a statement is known to match records of a connector: each of them, or each that is long.
 * @param statement Of a web ACL's rule.
 * @param known What the rules refer to: sets of patterns, and labels that earlier rules give records.
 * @param isNegated Whether a statement around it says the contrary.
 * @returns Whether it is; false of what depends on who sends, or on what is in a record.
 */
export function matchesRecords(statement: unknown, known: Known, isNegated = false): boolean {
  const all = statementsIn(property(statement, "andStatement"));
  const any = statementsIn(property(statement, "orStatement"));
  const [inner] = statementsIn(property(statement, "notStatement"));
  const matches = (one: unknown) => matchesRecords(one, known, isNegated);
  if (all.length > 0) return isNegated ? all.some(matches) : all.every(matches);
  if (any.length > 0) return isNegated ? any.every(matches) : any.some(matches);
  if (inner !== undefined) return matchesRecords(inner, known, !isNegated);
  if (!isNegated && known.labels?.some((label) => matchesLabel(property(statement, "labelMatchStatement"), label))) {
    return true;
  }
  return KINDS.some((kind) => {
    const one = property(statement, kind);
    if (one === undefined || one === null) return false;
    return matchesLong(one, isNegated) || matchesPost(one, known.patterns) === !isNegated;
  });
}

/**
 * Whether a statement looks at the method of a request in a way that nobody reads here.
 * @param statement Of a web ACL's rule.
 * @param patterns The sets of patterns that the rules refer to.
 * @returns Whether it does, itself or in a statement inside of it.
 */
export function hasUnreadMethod(statement: unknown, patterns: readonly PolicyResource[]): boolean {
  const inside = ["andStatement", "orStatement", "notStatement"].flatMap((kind) =>
    statementsIn(property(statement, kind)),
  );
  return (
    inside.some((one) => hasUnreadMethod(one, patterns)) ||
    OF_TEXTS.some((kind) => {
      const one = property(statement, kind);
      return isOfMethod(one) && matchesPost(one, patterns) === undefined;
    })
  );
}

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_LabelMatchStatement.html */
function matchesLabel(statement: unknown, label: string): boolean {
  const key = property(statement, "key");
  if (typeof key !== "string") return false;
  return property(statement, "scope") === "NAMESPACE"
    ? label.startsWith(key)
    : key === label || key.endsWith(`:${label}`);
}

/** The kinds of statements that compare a part of a request with a text or a pattern. */
const OF_TEXTS = ["byteMatchStatement", "regexMatchStatement", "regexPatternSetReferenceStatement"];

/** The kinds of statements that look at a part of a request. */
const KINDS = [...OF_TEXTS, "sizeConstraintStatement", "sqliMatchStatement", "xssMatchStatement"];

const statementsIn = (holder: unknown): readonly unknown[] =>
  asList(property(holder, "statements") ?? property(holder, "statement"));

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

const isOfMethod = (statement: unknown): boolean => {
  const method = property(property(statement, "fieldToMatch"), "method");
  return method !== undefined && method !== null;
};

/** Whether it matches the method of each record; undefined where nobody can tell, and of what looks at something else. */
function matchesPost(statement: unknown, patterns: readonly PolicyResource[]): boolean | undefined {
  if (!isOfMethod(statement)) return undefined;
  const types = asList(property(statement, "textTransformations") ?? property(statement, "textTransformation")).map(
    (change) => property(change, "type"),
  );
  if (types.some((one) => one !== "NONE" && one !== "LOWERCASE")) return undefined;
  const post = types.includes("LOWERCASE") ? "post" : "POST";
  const searched = property(statement, "searchString");
  if (typeof searched === "string") {
    return COMPARISONS[String(property(statement, "positionalConstraint"))]?.(post, searched);
  }
  const regex = property(statement, "regexString");
  if (typeof regex === "string") return hasMatch(regex, post);
  // Which of several sets is meant, an ARN says that nobody knows yet.
  const [set, ...others] = patterns;
  if (set === undefined || others.length > 0) return undefined;
  const found = asList(knownAt(set, "regularExpressions")).map((one) => {
    const text = property(one, "regexString");
    return typeof text === "string" ? hasMatch(text, post) : undefined;
  });
  if (found.includes(true)) return true;
  return found.length === 0 || found.includes(undefined) ? undefined : false;
}

/** Whether a pattern matches somewhere in a text. https://docs.aws.amazon.com/waf/latest/APIReference/API_RegexMatchStatement.html */
function hasMatch(regex: string, text: string): boolean | undefined {
  const [, flags = "", expression = ""] = /^(\(\?[ims]+\))?(.*)$/s.exec(regex) ?? [];
  return matchesPattern(`${flags}.*(?:${expression}).*`, text);
}

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_ByteMatchStatement.html */
const COMPARISONS: Readonly<Record<string, (text: string, searched: string) => boolean>> = {
  EXACTLY: (text, searched) => text === searched,
  STARTS_WITH: (text, searched) => text.startsWith(searched),
  ENDS_WITH: (text, searched) => text.endsWith(searched),
  CONTAINS: (text, searched) => text.includes(searched),
  CONTAINS_WORD: (text, searched) => text === searched,
};
