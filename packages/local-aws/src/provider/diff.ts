import type { Properties, ResourceModel } from "../resource";
import { changedInputsOf, plan } from "./plan";
import { filledNames, isSame, withoutNotes } from "./values";

/** What a `pulumi up` would change of a resource. */
export interface Difference {
  /** The properties that differ. */
  readonly changed: readonly string[];
  /** Those of them whose change makes AWS replace the resource. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/**
 * Compares what is there with what the real provider would plan for the new inputs.
 *
 * A replacement is made before the old resource is deleted, unless its model says otherwise or the program gives the
 * name itself: then both could not exist side by side (the Terraform bridge, `nameRequiresDeleteBeforeReplace`).
 * @param model of the type
 * @param state the resource's outputs
 * @param after with `region` as it shall be
 * @returns what differs
 */
export function difference(model: ResourceModel, state: Properties, after: Properties): Difference {
  const now = withoutNotes(after);
  const changed = changedInputsOf(model, state, plan(model, state, now));
  const fixed = new Set<string>([...model.replaceOn, "region"]);
  const replaces = changed.filter((name) => fixed.has(name));
  const name = model.autoname?.property;
  const ownName = name !== undefined && now[name] !== undefined && !filledNames(after).includes(name);
  const deleteBeforeReplace = replaces.length > 0 && (ownName || model.deleteBeforeReplace === true);
  return { changed, replaces, deleteBeforeReplace };
}

/**
 * The same for a type that is not modelled, of which only the inputs are known.
 * @param before inputs of the last `pulumi up`
 * @param after the new inputs
 * @returns what differs
 */
export function differenceOfInputs(before: Properties, after: Properties): Difference {
  const [old, now] = [withoutNotes(before), withoutNotes(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return {
    changed: names.filter((name) => !isSame(old[name], now[name])).sort(),
    replaces: [],
    deleteBeforeReplace: false,
  };
}
