import { invalidPattern } from "./invalid-pattern";

/** Finds a property: its value, undefined if there is no such property. */
export type Selector = (event: unknown) => unknown;

const SELECTOR = /^\$(?:\.[\w-]+(?:\[\d+\])*)+$/;

/**
 * Reads a property selector.
 * @param text e.g. `$.users[0].id`
 * @returns what finds the property in an event
 * @throws AwsError InvalidParameterException
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax-MetricFilters.html
 */
export function selectorOf(text: string): Selector {
  if (!SELECTOR.test(text)) {
    throw invalidPattern(`expected a property selector such as $.status or $.users[0].id, got "${text}"`);
  }
  const steps = text.slice(2).split(/[.[]/);
  return (event) => steps.reduce<unknown>((value, step) => property(value, step), event);
}

const WILDCARD = /\[\*\]|\.\*(?![\w-])/g;

/** The limits as public reviewers of an emulator quote AWS: https://github.com/floci-io/floci/pull/3233 */
const MAX_WILDCARDS_OF_SELECTOR = 1;
const MAX_WILDCARDS_OF_PATTERN = 3;

/** Finds what a selector with wildcards stands for: at least one value, undefined if there is none. */
export type MultiSelector = (event: unknown) => readonly unknown[];

/**
 * Counts the wildcards of property selectors: `[*]` for any element of an array, `.*` for any property.
 * @param selectors of one pattern
 * @throws AwsError InvalidParameterException if AWS takes fewer
 */
export function refuseManyWildcards(selectors: readonly string[]): void {
  const counts = selectors.map((text) => text.match(WILDCARD)?.length ?? 0);
  if (counts.some((count) => count > MAX_WILDCARDS_OF_SELECTOR)) {
    throw invalidPattern(`at most ${MAX_WILDCARDS_OF_SELECTOR} wildcard is allowed in a property selector`);
  }
  if (counts.reduce((sum, count) => sum + count, 0) > MAX_WILDCARDS_OF_PATTERN) {
    throw invalidPattern(`at most ${MAX_WILDCARDS_OF_PATTERN} wildcards are allowed in property selectors`);
  }
}

/**
 * Reads a property selector that may have a wildcard.
 * @param text e.g. `$.users[*].id`
 * @returns what finds the properties in an event
 * @throws AwsError InvalidParameterException
 */
export function multiSelectorOf(text: string): MultiSelector {
  const [before = "", after] = text.split(WILDCARD);
  if (after === undefined) {
    const select = selectorOf(text);
    return (event) => [select(event)];
  }
  const outer = before === "$" ? (event: unknown) => event : selectorOf(before);
  const inner = after === "" ? (value: unknown) => value : selectorOf(`$${after}`);
  const isIndex = text.includes("[*]");
  return (event) => {
    const found = outer(event);
    const isSought = typeof found === "object" && found !== null && Array.isArray(found) === isIndex;
    const values = isSought ? Object.values(found).map((value) => inner(value)) : [];
    return values.length === 0 ? [undefined] : values;
  };
}

/** A step that ends with `]` is the index of an array. */
function property(value: unknown, step: string): unknown {
  if (step.endsWith("]")) return Array.isArray(value) ? value[Number(step.slice(0, -1))] : undefined;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
}
