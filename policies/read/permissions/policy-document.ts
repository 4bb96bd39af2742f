import { asList } from "../lists";
import { checkJsonNesting } from "../nesting";
import { property } from "../resource";
import { Unreadable } from "../unreadable";
import { isLike } from "./wildcard";

/** One statement of an IAM policy, each member as a list; a member that is absent is an empty one. */
export interface PolicyStatement {
  /** What a message calls it, for its own words could be anything: `statement 1`. */
  readonly name: string;
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly conditions: readonly Condition[];
}

/** One condition of a statement: `{ operator: "StringEquals", key: "aws:SourceAccount", values: ["123456789012"] }`. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Who a statement is for: `{ kind: "Service", id: "apigateway.amazonaws.com" }`, anybody as `{ kind: "AWS", id: "*" }`. */
export interface Principal {
  readonly kind: string;
  readonly id: string;
}

/**
 * The statements of a policy document, given as JSON text or as an object; none if it is neither.
 * @param document JSON text, or an object.
 * @returns Its statements.
 * @throws Unreadable if it is a text that is no JSON, or nests too deep.
 */
export function statementsOf(document: unknown): readonly PolicyStatement[] {
  const statements = property(typeof document === "string" ? parse(document) : document, "Statement");
  return asList(statements).map((statement, index) => ({
    name: `statement ${index + 1}`,
    allows: property(statement, "Effect") === "Allow",
    actions: texts(property(statement, "Action")),
    notActions: texts(property(statement, "NotAction")),
    resources: texts(property(statement, "Resource")),
    notResources: texts(property(statement, "NotResource")),
    principals: principalsOf(property(statement, "Principal")),
    notPrincipals: principalsOf(property(statement, "NotPrincipal")),
    conditions: entries(property(statement, "Condition")).flatMap(([operator, keys]) =>
      entries(keys).map(([key, values]) => ({ operator, key, values: scalars(values) })),
    ),
  }));
}

/** Whether a list of actions, or of condition keys, has this one; IAM does not mind how they are capitalized. */
export function includesIgnoringCase(words: readonly string[], word: string): boolean {
  return words.some((other) => other.toLowerCase() === word.toLowerCase());
}

/**
 * Whether a statement's actions have an action among them.
 * @param actions The actions, which may have wildcards; IAM does not mind how they are capitalized.
 * @param action One action in lower case: `kinesis:putrecord`.
 * @returns Whether one of them is it, or stands for it.
 */
export const matchesAction = (actions: readonly string[], action: string): boolean =>
  actions.some((pattern) => isLike(action, pattern.toLowerCase()));

/**
 * Whether a principal is the whole account of a role or another resource.
 * @param id The principal: an account's number, or the ARN of its root.
 * @param arn The resource's ARN; any account is the resource's while it is not known.
 * @returns Whether it is.
 */
export function isAccountOf(id: string, arn: unknown): boolean {
  const [, account] = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(id) ?? [];
  return account !== undefined && (typeof arn !== "string" || arn.split(":")[4] === account);
}

/** The name of a managed policy of AWS, from its ARN; undefined of any other policy. */
export function awsManagedPolicyName(arn: string): string | undefined {
  return /^arn:[^:]+:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
}

function principalsOf(principal: unknown): readonly Principal[] {
  if (typeof principal === "string") return [{ kind: "AWS", id: principal }];
  return entries(principal).flatMap(([kind, ids]) => texts(ids).map((id) => ({ kind, id })));
}

function parse(text: string): unknown {
  if (text.trim() === "") return undefined;
  checkJsonNesting(text);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Unreadable("a policy document is no JSON");
  }
}

function texts(value: unknown): readonly string[] {
  return asList(value).filter((item) => typeof item === "string");
}

/** What is neither text nor number nor boolean is no value of a condition, and may not even become a text. */
function scalars(value: unknown): readonly string[] {
  return asList(value).flatMap((item) => (["string", "number", "boolean"].includes(typeof item) ? String(item) : []));
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).map((key) => [key, property(value, key)] as const);
}
