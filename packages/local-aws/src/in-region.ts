import type { ByRegion } from "./by-region";
import type { MemoryModel } from "./memory-model";
import type { Properties } from "./resource";

/** What a service keeps by region and name. */
export interface InRegionArgs<Inputs> {
  readonly kept: ByRegion<Inputs>;
  readonly nameOf: (inputs: Inputs) => string;
  readonly outputsOf: (inputs: Inputs) => Properties;
  /** @throws AwsError for what AWS does not take. @defaultValue AWS takes all */
  readonly refuse?: (inputs: Inputs) => void;
  /** @throws AwsError where AWS does not delete. @defaultValue AWS always deletes */
  readonly refuseDeletion?: (name: string, region: string) => void;
}

/**
 * The steps of a type that a service keeps by region and name, and whose name is its id. Put creates and updates.
 * @param args what is kept, and what AWS refuses
 * @returns the steps of its model
 */
export function inRegion<Inputs extends Properties & { readonly region: string }>({
  kept,
  nameOf,
  outputsOf,
  refuse,
  refuseDeletion,
}: InRegionArgs<Inputs>): Pick<MemoryModel<Inputs>, "create" | "read" | "update" | "delete"> {
  const put = (inputs: Inputs): Properties => {
    refuse?.(inputs);
    kept.set(inputs.region, nameOf(inputs), inputs);
    return outputsOf(inputs);
  };
  return {
    create: (inputs) => ({ id: nameOf(inputs), outputs: put(inputs) }),
    read: (id, known) => {
      const found = kept.get(String(known.region), id);
      return found && outputsOf(found);
    },
    update: (_id, inputs) => put(inputs),
    delete: (id, known) => {
      refuseDeletion?.(id, String(known.region));
      kept.delete(String(known.region), id);
    },
  };
}
