import { z } from "zod";

import { AwsError } from "../errors";

/** A statement of a policy document, its lists always lists. */
export interface PolicyStatement {
  readonly effect: "Allow" | "Deny";
  /** The services of a `Principal`, `*` for anybody; empty for other principals. */
  readonly services: readonly string[];
  /** The accounts, roles and users of a resource policy's `Principal`, as it writes them; `*` for anybody. */
  readonly accounts: readonly string[];
  readonly actions: Patterns;
  /** `Action` or `NotAction` as the policy writes it. */
  readonly actionNames: readonly string[];
  readonly resources: Patterns;
  readonly conditions: readonly Condition[];
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
export interface Patterns {
  readonly patterns: readonly RegExp[];
  /** True for `NotAction` and `NotResource`: what the patterns do not match. */
  readonly negated: boolean;
}

/** One key of a `Condition` block. */
export interface Condition {
  /** e.g. `StringEquals` or `ArnLikeIfExists` */
  readonly operator: string;
  /** Lower case: keys are compared without regard to case. */
  readonly key: string;
  readonly values: readonly string[];
}

const oneOrMore = z
  .union([z.string(), z.array(z.string()).nonempty()])
  .transform((value) => (typeof value === "string" ? [value] : value));

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: z.union([z.literal("*"), z.record(z.string(), oneOrMore)]).optional(),
  Action: oneOrMore.optional(),
  NotAction: oneOrMore.optional(),
  Resource: oneOrMore.optional(),
  NotResource: oneOrMore.optional(),
  Condition: z
    .record(z.string(), z.record(z.string(), oneOrMore.or(z.boolean().transform((value) => [String(value)]))))
    .optional(),
});

const document = z.strictObject({
  Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
  Id: z.string().optional(),
  Statement: z.preprocess((value): unknown => (Array.isArray(value) ? value : [value]), z.array(statement).nonempty()),
});

type RawPolicyStatement = z.output<typeof statement>;

/** `trust`: who may assume a role; `identity`: what the role may do; `resource`: who may do what with a key or topic. */
type DocumentKind = keyof typeof CHECKS;

/**
 * Reads a policy document as AWS does.
 * @param text the document as JSON
 * @param kind what the policy is for
 * @returns its statements
 * @throws AwsError MalformedPolicyDocument
 */
export function parseDocument(text: string, kind: DocumentKind): readonly PolicyStatement[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw malformedPolicyError("This policy contains invalid Json");
  }
  const parsed = document.safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw malformedPolicyError(`Syntax errors in policy. (${problems.join("; ")})`);
  }
  return parsed.data.Statement.map((raw) => {
    CHECKS[kind](raw);
    return statementOf(raw);
  });
}

function checkTrust(raw: RawPolicyStatement): void {
  if (raw.Resource !== undefined || raw.NotResource !== undefined) {
    throw malformedPolicyError("Has prohibited field Resource");
  }
  if (raw.Principal === undefined) {
    throw malformedPolicyError("Missing required field Principal");
  }
  checkSid(raw);
  checkActions(raw);
}

function checkResource(raw: RawPolicyStatement): void {
  if (raw.Principal === undefined) {
    throw malformedPolicyError("Missing required field Principal");
  }
  checkActions(raw);
}

function checkIdentity(raw: RawPolicyStatement): void {
  if (raw.Principal !== undefined) {
    throw malformedPolicyError("Policy document should not specify a principal.");
  }
  const resources = raw.Resource ?? raw.NotResource;
  if (resources === undefined) {
    throw malformedPolicyError("Policy statement must contain resources.");
  }
  const bad = resources.find((resource) => resource !== "*" && !/^arn:[^:]+:[^:]*:[^:]*:[^:]*:.+$/.test(resource));
  if (bad !== undefined) {
    throw malformedPolicyError(`Resource ${bad} must be in ARN format or "*".`);
  }
  checkSid(raw);
  checkActions(raw);
}

const CHECKS = { trust: checkTrust, identity: checkIdentity, resource: checkResource } as const;

/** The policies of keys and topics may have spaces in it. */
function checkSid({ Sid = "" }: RawPolicyStatement): void {
  if (!/^[0-9A-Za-z]*$/.test(Sid)) {
    throw malformedPolicyError(
      "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    );
  }
}

function checkActions(raw: RawPolicyStatement): void {
  const actions = raw.Action ?? raw.NotAction;
  if (actions === undefined) {
    throw malformedPolicyError("Policy statement must contain actions.");
  }
  if (actions.some((action) => action !== "*" && !/^[a-zA-Z0-9-]+:.+$/.test(action))) {
    throw malformedPolicyError("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
  }
}

function statementOf(raw: RawPolicyStatement): PolicyStatement {
  const principal = raw.Principal ?? {};
  return {
    effect: raw.Effect,
    services: principal === "*" ? ["*"] : (principal.Service ?? []),
    accounts: principal === "*" ? ["*"] : (principal.AWS ?? []),
    // Actions are compared without regard to case, resources with it.
    actionNames: raw.Action ?? raw.NotAction ?? [],
    actions: patternsOf(raw.Action, raw.NotAction, "i"),
    resources: patternsOf(raw.Resource, raw.NotResource, ""),
    conditions: Object.entries(raw.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values })),
    ),
  };
}

/** A trust policy names no resource: that is, none that it does not cover. */
function patternsOf(
  included: readonly string[] | undefined,
  excluded: readonly string[] | undefined,
  flags: string,
): Patterns {
  return {
    patterns: (included ?? excluded ?? []).map((text) => patternOf(text, flags)),
    negated: included === undefined,
  };
}

/**
 * A pattern of a policy: `*` stands for any characters, `?` for one, everything else for itself.
 * @param text the pattern
 * @param flags of the regular expression
 * @returns what matches the whole of a value
 */
export function patternOf(text: string, flags: string): RegExp {
  const source = text
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, `${flags}s`);
}

function malformedPolicyError(message: string): AwsError {
  return new AwsError("MalformedPolicyDocument", message);
}
