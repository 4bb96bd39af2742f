import type { PolicyResource } from "@pulumi/policy";

import { asList } from "./lists";

/** What resource and stack policies both know of a resource. */
export type Resource = Pick<PolicyResource, "type" | "name" | "urn" | "opts" | "props" | "provider">;

/**
 * The value at a dotted path, whatever its type; undefined where nothing stands. Throws the SDK's `UnknownValueError` for a
 * value that is not known during preview, which ends the one check that asked (see pack/run-checks.ts).
 */
export function valueAt(resource: Resource, path: string): unknown {
  const answer = answerAt(resource, path);
  if ("error" in answer) throw answer.error;
  return answer.value;
}

/** What stands at a path, or why nobody can say it. */
type Answer = { readonly value: unknown } | { readonly error: unknown };

/**
 * As {@link valueAt}, for who expects values that are not known yet: to throw costs far more than to read.
 * @param resource Any resource.
 * @param path Dotted.
 * @returns The value, or the error.
 */
export function answerAt(resource: Resource, path: string): Answer {
  if (!("propertyDependencies" in resource)) return readAt(resource, path);
  const known = answersOf(resource.props);
  const before = known.get(path);
  if (before) return before;
  const answer = readAt(resource, path);
  known.set(path, answer);
  return answer;
}

function readAt(resource: Resource, path: string): Answer {
  try {
    return { value: path.split(".").reduce<unknown>(property, resource.props) };
  } catch (error) {
    return { error };
  }
}

/**
 * What was read of a stack's resources. All rules ask for the same values, and an error that says that one is not known yet
 * costs far more than a value. A rule on single resources may change what it reads.
 */
const ANSWERS = new WeakMap<object, Map<string, Answer>>();

function answersOf(props: object): Map<string, Answer> {
  const before = ANSWERS.get(props);
  if (before) return before;
  const answers = new Map<string, Answer>();
  ANSWERS.set(props, answers);
  return answers;
}

/**
 * The text at a dotted path, or undefined if there is none. The provider takes an empty text for none, and reads one back
 * where AWS has none. Throws as {@link valueAt} does.
 */
export function textAt(resource: Resource, path: string): string | undefined {
  const value = valueAt(resource, path);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The list at a dotted path; a single value counts as a list of one, nothing and an empty text as an empty one. */
export function listAt(resource: Resource, path: string): readonly unknown[] {
  const value = valueAt(resource, path);
  return value === "" ? [] : asList(value);
}

/** The texts of a map property, by key. */
export function textsOf(resource: Resource, path: string): readonly (readonly [key: string, text: string])[] {
  const map = valueAt(resource, path);
  if (typeof map !== "object" || map === null) return [];
  return Object.keys(map).flatMap((key) => {
    const text = property(map, key);
    return typeof text === "string" ? [[key, text] as const] : [];
  });
}

/**
 * The same, of a map in which some may not be known yet.
 * @param resource Any resource.
 * @param path A dotted path.
 * @returns The known texts, by key, and why another one is not known.
 */
export function textsAsFarAsKnown(
  resource: Resource,
  path: string,
): { readonly texts: readonly (readonly [key: string, text: string])[]; readonly notKnown: Error | undefined } {
  let notKnown: Error | undefined;
  const ifKnown = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      if (!isNotKnownYet(error)) throw error;
      notKnown ??= error;
      return otherwise;
    }
  };
  const map = ifKnown(() => valueAt(resource, path), undefined);
  const texts = Object.keys(typeof map === "object" && map !== null ? map : {}).flatMap((key) => {
    const text = ifKnown(() => property(map, key), undefined);
    return typeof text === "string" ? [[key, text] as const] : [];
  });
  return { texts, notKnown };
}

/** The known texts of a map property, by key. */
export const knownTextsOf = (resource: Resource, path: string): readonly (readonly [key: string, text: string])[] =>
  textsAsFarAsKnown(resource, path).texts;

/**
 * The text that AWS puts at a dotted path once the resource is made. Throws as {@link valueAt} does, and also where nothing
 * stands yet: some providers leave out at preview what others call unknown.
 */
export function assignedTextAt(resource: Resource, path: string): string {
  const text = textAt(resource, path);
  if (text === undefined) throw new NotAssignedYet(`${path} of ${resource.urn} is not assigned yet`);
  return text;
}

/**
 * Whether something is set at the path, even if nobody knows yet what it will be. Nothing, an empty text, list or map, zero
 * and false are not set: so the provider takes most optional properties (`GetOk` of Terraform's SDK). Where zero has a
 * meaning, as days of a deletion window have, a rule reads the value.
 * https://developer.hashicorp.com/terraform/plugin/sdkv2/schemas/schema-behaviors
 */
export function isSet(resource: Resource, path: string): boolean {
  const answer = answerAt(resource, path);
  if (!("error" in answer)) {
    const { value } = answer;
    return typeof value === "object" && value !== null ? Object.keys(value).length > 0 : Boolean(value);
  }
  if (isNotKnownYet(answer.error)) return true;
  throw answer.error;
}

/** Whether a flag is set. The engine's providers take the text `true` for it, too. */
export const isTrue = (value: unknown): boolean => value === true || value === "true";

/** One property of anything; undefined of what has none. Throws as {@link valueAt} does. */
export function property(value: unknown, key: string): unknown {
  const held = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  if (held === NOT_DECRYPTED) throw new NotAssignedYet(`${key} is a secret that cannot be decrypted`);
  return held;
}

/** What `pulumi policy analyze` reads where a state has a secret: no value to judge, and no two of them are the same. */
export const NOT_DECRYPTED = "[secret]";

class NotAssignedYet extends Error {}

/** A part of what a check judges is not known yet. It carries what is wrong with the rest. */
export class PartNotKnownYet extends NotAssignedYet {
  /** @param found the findings, in words */
  constructor(readonly found: readonly string[]) {
    super("a part is not known yet");
  }
}

/**
 * Whether this says that a value is not known during preview. The SDK does not export its class, so it is known by its name.
 */
export function isNotKnownYet(error: unknown): error is Error {
  return error instanceof NotAssignedYet || (error instanceof Error && error.constructor.name === "UnknownValueError");
}

/**
 * AWS's own words for a mode, a security policy, a region, a status or its own key: `WHEN_NO_MATCH`,
 * `SecurityPolicy_TLS13_1_3_2025_09`, `eu-west-1`, `404`, `alias/aws/kinesis`.
 */
const WORD =
  /^((SecurityPolicy_)?[A-Z]{1,12}(1[0-3])?(_([A-Z]{1,12}|\d{1,4}|\dXX))*|[a-z]{2}(-[a-z]{3,10}){1,3}-\d|\d{3}|alias\/aws\/[a-z]+)$/;

/** A value for a message. A text that is no word of AWS's could be anything, a key too: it is not shown. */
export function show(value: unknown): string {
  if (value === undefined || value === null || value === "") return "not set";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && WORD.test(value) ? JSON.stringify(value) : "a value that is not shown here";
}

/** A property for a message, as {@link show} does; also when its value is not known yet. */
export function showAt(resource: Resource, path: string): string {
  try {
    return show(valueAt(resource, path));
  } catch (error) {
    if (isNotKnownYet(error)) return "a value not known yet";
    throw error;
  }
}
