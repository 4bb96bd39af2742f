import { TemplateError } from "./errors";
import { JavaList, type Value } from "./values";

const STEP = /\.([A-Za-z_$][\w$-]*)|\[\s*'([^'\\]*)'\s*\]|\[\s*"([^"\\]*)"\s*\]|\[\s*(\d+)\s*\]/y;

type Step = string | number;

/**
 * The steps of a JSONPath: `$`, `$.a.b[0]`, `$['a']`. AWS documents JSONPath without limits; wildcards, slices, filters
 * and `..` are not modelled.
 * @param path a JSONPath
 * @returns names and indexes
 * @throws TemplateError if the path has more than that
 */
export function parseJsonPath(path: string): Step[] {
  const steps: Step[] = [];
  let position = 1;
  while (path.startsWith("$") && position < path.length) {
    STEP.lastIndex = position;
    const step = STEP.exec(path);
    if (!step) break;
    const [, name, single, double, index] = step;
    steps.push(index === undefined ? (name ?? single ?? double ?? "") : Number(index));
    position = STEP.lastIndex;
  }
  if (!path.startsWith("$") || position < path.length) {
    throw new TemplateError(`JSONPath "${path}" is not modelled: use $, .name, ['name'] and [0] (vtl/jsonpath.ts)`);
  }
  return steps;
}

/**
 * The value at a path, or null: a path that is not there is null on AWS too (recorded against AWS).
 * @param root where the path begins
 * @param steps names and indexes
 * @returns the value; null if there is none
 */
export function valueAt(root: Value, steps: readonly Step[]): Value {
  let value = root;
  for (const step of steps) {
    if (typeof step === "string") value = value instanceof Map ? (value.get(step) ?? null) : null;
    else value = value instanceof JavaList ? (value.items[step] ?? null) : null;
  }
  return value;
}
