import { z } from "zod";

import { problemList } from "../errors";
import type { Properties, ResourceModel } from "../resource";

/**
 * The schema of each property of a type.
 * @param model of the type
 * @returns the schemas by property name
 */
export function fieldsOf(model: ResourceModel): Readonly<Record<string, z.ZodType>> {
  return model.inputs instanceof z.ZodObject ? model.inputs.shape : {};
}

/**
 * A property's value with AWS's default in place of an absent one; a bad or unknown value stays as it is.
 * @param field the schema of the property
 * @param value what the program gives
 * @returns the value that AWS would take
 */
export function withDefault(field: z.ZodType | undefined, value: unknown): unknown {
  const parsed = field?.safeParse(value);
  return parsed?.success ? parsed.data : value;
}

/**
 * Where the local AWS models a type: one folder for each AWS service.
 * @param type a type token, e.g. `aws:s3/bucket:Bucket`
 * @returns the folder, with a slash at the end
 */
export function sourceFolderOf(type: string): string {
  const service = /^aws:([^/:]+)/.exec(type)?.[1] ?? "<service>";
  return `packages/local-aws/src/${service}/`;
}

/**
 * What AWS would take of a resource's inputs, its defaults filled in.
 * @param model of the type
 * @param inputs what the program gives
 * @returns the inputs with AWS's defaults
 * @throws Error naming every property that AWS or the local AWS refuses, what was found and what is allowed
 */
export function parseInputs(model: ResourceModel, inputs: Properties): Properties {
  const parsed = model.inputs.safeParse(inputs);
  if (parsed.success) {
    return parsed.data;
  }
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, model, inputs));
  throw new Error(problemList(problems, (number) => `${model.type} has ${number}:`));
}

function problemsOf(issue: z.core.$ZodIssue, model: ResourceModel, inputs: Properties): readonly string[] {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map(
      (key) =>
        `${[...issue.path.map(String), key].join(".")}: the local AWS does not model this property; ` +
        `if AWS takes it, add it in ${sourceFolderOf(model.type)}, else remove it`,
    );
  }
  const secret = model.secretOutputs?.includes(String(issue.path[0])) ?? false;
  const found = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], inputs);
  return [`${path || "inputs"}: ${issue.message}, got ${secret ? "[secret]" : print(found)}`];
}

function print(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}...` : text;
}
