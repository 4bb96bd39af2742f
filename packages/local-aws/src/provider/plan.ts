import { isDeepStrictEqual } from "node:util";

import { z } from "zod";

import type { JSON_TEXT, UNORDERED } from "../arguments";
import type { Properties, ResourceModel } from "../resource";
import { fieldsOf, withDefault } from "./inputs";

/**
 * The inputs that the real provider plans for a resource: those of the program, the provider's defaults, and what AWS
 * has where the program does not set a property that the model names in `kept`.
 * @param model of the type
 * @param state the outputs of the resource as it is now; empty for a new one
 * @param inputs of the program, without notes
 * @returns the planned inputs
 */
export function plan(model: ResourceModel, state: Properties, inputs: Properties): Properties {
  const fields = fieldsOf(model);
  const kept = model.kept ?? [];
  const planned = namesOf(fields, inputs).map((name) => {
    const given = inputs[name];
    if (given === undefined && kept.includes(name) && !isEmpty(state[name])) return [name, state[name]] as const;
    const within = kept.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1));
    return [name, withDefault(fields[name], isObject(given) ? addKept(given, state[name], within) : given)] as const;
  });
  return Object.fromEntries(planned.filter(([, value]) => value !== undefined));
}

/**
 * The inputs in which a plan differs from what is there, by name.
 * @param model of the type
 * @param state the outputs of the resource as it is now
 * @param planned what `plan` returns
 * @returns names of properties, sorted
 */
export function changedInputsOf(model: ResourceModel, state: Properties, planned: Properties): readonly string[] {
  const fields = fieldsOf(model);
  return namesOf(fields, planned)
    .filter((name) => !isDeepStrictEqual(normalize(fields[name], state[name]), normalize(fields[name], planned[name])))
    .sort();
}

/**
 * Whether the real provider takes a value for none. In a map of texts an empty text is a value.
 * @param value of a property
 * @returns true for what the provider does not send to AWS
 */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === 0 || value === false) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/**
 * The type of a property that may be absent.
 * @param field the schema of a property
 * @returns the schema without its default and its "optional"
 */
export function fieldWithin(field: z.ZodType | undefined): z.ZodType | undefined {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault
    ? fieldWithin(field.unwrap() as z.ZodType)
    : field;
}

function addKept(given: Properties, state: unknown, kept: readonly string[]): Properties {
  const before = isObject(state) ? state : {};
  const added = kept.filter((name) => given[name] === undefined).map((name) => [name, before[name]] as const);
  return { ...given, ...Object.fromEntries(added.filter(([, value]) => value !== undefined)) };
}

/** A value without what the real provider takes for none, its unordered lists in one order. */
function normalize(field: z.ZodType | undefined, value: unknown): unknown {
  const type = fieldWithin(field);
  if (isEmpty(value)) return undefined;
  if (type instanceof z.ZodObject && isObject(value)) {
    const shape = type.shape as Readonly<Record<string, z.ZodType>>;
    const within = namesOf(shape, value).map((name) => [name, normalize(shape[name], value[name])] as const);
    return Object.fromEntries(within.filter(([, each]) => each !== undefined));
  }
  if (type instanceof z.ZodArray && Array.isArray(value)) {
    const each = value.map((element) => normalize(type.element as z.ZodType, element));
    return marksOf(type).unordered ? [...each].sort(compareJson) : each;
  }
  return marksOf(type).json && typeof value === "string" ? parseIfJson(value) : value;
}

function marksOf(type: z.ZodType | undefined): Partial<typeof UNORDERED & typeof JSON_TEXT> {
  return (type?.meta() ?? {}) as Partial<typeof UNORDERED & typeof JSON_TEXT>;
}

/** What a text means if it is JSON, else the text. */
function parseIfJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function compareJson(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

function namesOf(...all: readonly object[]): readonly string[] {
  return [...new Set(all.flatMap((each) => Object.keys(each)))];
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
