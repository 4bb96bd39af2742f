import { region as awsRegion } from "../arguments";
import type { Properties, ResourceModel } from "../resource";
import { fieldsOf, withDefault } from "./inputs";
import { fieldWithin, isEmpty } from "./plan";
import { DEFAULTS, isSame } from "./values";

/** What the id of an import names. */
export interface ParsedImportId {
  /** The resource's own id, if it is part of the import's. */
  readonly id: string | undefined;
  /** The whole id without the region. */
  readonly local: string;
  /** The other parts, by property, and the region. */
  readonly properties: Properties;
}

/**
 * Reads the id of an import, such as `12345abcde/prod` of a stage: its API and its name.
 * @param model of the type
 * @param text of a type that has regions with `@<region>` at its end, unless it is `region`
 * @param region the provider's own
 * @returns the parts of the id, by property
 * @throws Error saying what the id has to consist of
 * @see https://hashicorp.github.io/terraform-provider-aws/enhanced-region-support
 */
export function parseImportId(model: ResourceModel, text: string, region: string): ParsedImportId {
  const hasRegion = "region" in fieldsOf(model);
  const at = text.lastIndexOf("@");
  const isElsewhere = hasRegion && at >= 0 && awsRegion.safeParse(text.slice(at + 1)).success;
  const local = isElsewhere ? text.slice(0, at) : text;
  const names = model.importId.split(/[/:|]/);
  const parts = split(local, /[/:|]/.exec(model.importId)?.[0], names.length);
  if (parts.length < names.length || parts.includes("")) {
    const suffix = hasRegion ? ", with @<region> at its end for a region other than the provider's" : "";
    throw new Error(`importing ${model.type}: expected the id ${model.importId}${suffix}, got "${text}"`);
  }
  const { id, ...properties } = Object.fromEntries(names.map((name, index) => [name, parts[index]] as const));
  return {
    id,
    local,
    properties: hasRegion ? { ...properties, region: isElsewhere ? text.slice(at + 1) : region } : properties,
  };
}

/**
 * The inputs that an import gives a resource, as the Terraform bridge makes them (`extractSchemaInputsObject`): what can be
 * set and is neither empty nor the provider's default.
 * @param model of the type
 * @param outputs what was read
 * @returns the inputs that the engine keeps in its state
 */
export function importedInputs(model: ResourceModel, outputs: Properties): Properties {
  const set = Object.entries(fieldsOf(model)).filter(([name, field]) => {
    const value = outputs[name];
    const isOptional = fieldWithin(field) !== field;
    const isDefault = model.kept?.includes(name) !== true && isSame(value, withDefault(field, undefined));
    return value !== undefined && !(isOptional && (isEmpty(value) || isDefault));
  });
  return { ...Object.fromEntries(set.map(([name]) => [name, outputs[name]])), [DEFAULTS]: [] };
}

/** The last part takes what is left: a method's path has slashes of its own. */
function split(text: string, separator: string | undefined, count: number): readonly string[] {
  const parts = separator === undefined ? [text] : text.split(separator);
  return parts.length <= count ? parts : [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}
