import type { Properties, Resource, ResourceModel } from "../resource";
import { importedInputs, parseImportId } from "./import";
import { DEFAULTS } from "./values";

/** A resource that was read: what a `pulumi up` would have left of it. */
export interface ReadResource extends Resource {
  readonly inputs: Properties;
}

/**
 * Reads a resource of the state again.
 * @param model of the type
 * @param id of the resource
 * @param known its outputs in the state
 * @param inputs of the last `pulumi up`
 * @returns the resource as it is now; undefined if there is none
 */
export async function refreshResource(
  model: ResourceModel,
  id: string,
  known: Properties,
  inputs: Properties,
): Promise<ReadResource | undefined> {
  const found = await model.read(id, known);
  if (found === undefined) return undefined;
  const kept = Object.fromEntries((model.unread ?? []).map((name) => [name, known[name]]));
  const outputs = withBlanks(model, { ...found, ...kept });
  return { id, outputs, inputs: inputsOfRefresh(inputs, outputs) };
}

/**
 * Reads a resource that Pulumi does not know yet.
 * @param model of the type
 * @param importId as the AWS package documents it
 * @param region the provider's own
 * @returns the resource as it is now; undefined if there is none
 */
export async function importResource(
  model: ResourceModel,
  importId: string,
  region: string,
): Promise<ReadResource | undefined> {
  const { id, local, properties } = parseImportId(model, importId, region);
  const found = await model.read(id ?? local, properties);
  if (found === undefined) return undefined;
  const given = Object.entries(found).filter(([name]) => model.unread?.includes(name) !== true);
  const outputs = withBlanks(model, Object.fromEntries(given));
  return { id: id ?? model.idOf?.(outputs) ?? local, outputs, inputs: importedInputs(model, outputs) };
}

/**
 * Outputs as the real provider reads them: with what it reads where AWS has nothing.
 * @param model of the type
 * @param outputs what AWS has
 * @returns the outputs without undefined properties
 */
export function withBlanks(model: ResourceModel, outputs: Properties): Properties {
  return { ...model.blank, ...Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined)) };
}

/** The inputs that there were, with the values of today, as the Terraform bridge has them (`extractInputsObject`). */
function inputsOfRefresh({ [DEFAULTS]: notes, ...inputs }: Properties, outputs: Properties): Properties {
  return { ...(refreshValue(inputs, outputs) as Properties), ...(notes !== undefined && { [DEFAULTS]: notes }) };
}

function refreshValue(before: unknown, now: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(now)) {
    return before.slice(0, now.length).map((each, index) => refreshValue(each, now[index]));
  }
  if (!isObject(before) || !isObject(now)) return now;
  const still = Object.entries(before).filter(([name]) => now[name] !== undefined);
  return Object.fromEntries(still.map(([name, value]) => [name, refreshValue(value, now[name])]));
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
