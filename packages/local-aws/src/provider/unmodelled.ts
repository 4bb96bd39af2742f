import type { Properties, ResourceModel } from "../resource";
import { withoutNotes } from "./values";

/** Inputs of a resource, apart by whether the local AWS models them. */
export interface SplitInputs {
  readonly modelled: Properties;
  /** The properties with something in them that is not modelled, whole. */
  readonly rest: Properties;
  /** Paths of what is not modelled, e.g. `streamModeDetails.burst`. */
  readonly names: readonly string[];
}

/**
 * Takes from the inputs what the model does not know.
 * @param model of the type
 * @param inputs of a program
 * @returns the inputs in two parts
 */
export function splitUnmodelled(model: ResourceModel, inputs: Properties): SplitInputs {
  const modelled = structuredClone(withoutNotes(inputs));
  const issues = model.inputs.safeParse(modelled).error?.issues ?? [];
  const paths = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [],
  );
  for (const path of paths) removeAt(modelled, path);
  const roots = [...new Set(paths.map(([root]) => String(root)))];
  return {
    modelled,
    rest: Object.fromEntries(roots.map((root) => [root, inputs[root]])),
    names: paths.map((path) => path.map(String).join(".")),
  };
}

function removeAt(inputs: Properties, path: readonly PropertyKey[]): void {
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], inputs);
  Reflect.deleteProperty(holder as object, path.at(-1) ?? "");
}
