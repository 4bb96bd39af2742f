import { invalidPattern } from "./invalid-pattern";

/** Finds a property: its value, undefined if there is no such property. */
export type Selector = (event: unknown) => unknown;

const SELECTOR = /^\$(?:\.[\w-]+(?:\[\d+\])*)+$/;

/**
 * Reads a property selector.
 *
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

/** A step that ends with `]` is the index of an array. */
function property(value: unknown, step: string): unknown {
  if (step.endsWith("]")) return Array.isArray(value) ? value[Number(step.slice(0, -1))] : undefined;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
}
