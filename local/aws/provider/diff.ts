import type { Properties, ResourceModel } from "../resource";
import { fieldsOf, withDefault } from "./inputs";
import { filledBy, same, withoutNotes } from "./values";

/** What a `pulumi up` would change of a resource. */
export interface Difference {
  /** The properties that differ. */
  readonly changed: readonly string[];
  /** Those of them for which AWS must make the resource anew. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/**
 * Compares the inputs of the last `pulumi up` with the new ones. An absent property equals AWS's default.
 *
 * A replacement is made before the old resource is deleted, unless its model says otherwise or the program gives the
 * name itself: then both could not exist side by side (the Terraform bridge, `nameRequiresDeleteBeforeReplace`).
 * @param before with `region` as it is in AWS, so that a new default region of the provider counts
 * @param after with `region` as it shall be
 */
export function difference(model: ResourceModel | undefined, before: Properties, after: Properties): Difference {
  const fields = model === undefined ? {} : fieldsOf(model);
  const old = withoutNotes(before);
  const now = withoutNotes(after);
  const changed = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((name) => !same(withDefault(fields[name], old[name]), withDefault(fields[name], now[name])))
    .sort();
  const fixed = new Set<string>([...(model?.replaceOn ?? []), "region"]);
  const replaces = changed.filter((name) => fixed.has(name));
  const name = model?.autoname?.property;
  const ownName = name !== undefined && now[name] !== undefined && !filledBy(after).includes(name);
  const deleteBeforeReplace = replaces.length > 0 && (ownName || model?.deleteBeforeReplace === true);
  return { changed, replaces, deleteBeforeReplace };
}
