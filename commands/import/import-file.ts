import type { PlannedResource } from "./planned-pipeline";

/** A resource of the program, and the id by which Pulumi imports what the account has in its place. */
export interface Match {
  readonly planned: PlannedResource;
  readonly id: string;
}

/** One resource in the file of `pulumi import`. @see https://www.pulumi.com/docs/iac/guides/migration/import/ */
interface ImportedResource {
  readonly type: string;
  /** Its name in this file alone. */
  readonly name: string;
  /** Its name in the program. */
  readonly logicalName: string;
  readonly parent?: string;
  readonly id?: string;
  readonly component?: true;
}

/** The file of `pulumi import --file`. */
export interface ImportFile {
  /** URNs of parents that the stage has already, by their names in this file. */
  readonly nameTable: Readonly<Record<string, string>>;
  readonly resources: readonly ImportedResource[];
}

/**
 * Writes the file of `pulumi import --file`. A resource has the parents that it has in the program: without them its URN
 * would be another, and the next `pulumi up` would create a second one.
 * @param matches what to import
 * @param all the resources of the program
 * @returns the file, as data
 */
export function importFile(matches: readonly Match[], all: readonly PlannedResource[]): ImportFile {
  const byUrn = new Map(all.map((planned) => [planned.urn, planned]));
  const nameTable: Record<string, string> = {};
  const components = new Map<string, ImportedResource>();

  /** The name of a parent in the file. Nothing for the stack, which is every resource's parent. */
  const parentOf = ({ parent: urn = "" }: PlannedResource): { readonly parent?: string } => {
    const parent = byUrn.get(urn);
    if (parent === undefined || parent.type === "pulumi:pulumi:Stack") return {};
    const name = nameInFile(parent);
    if (!parent.isNew) {
      nameTable[name] = urn;
    } else if (!components.has(urn)) {
      const { type, name: logicalName } = parent;
      const above = parentOf(parent);
      components.set(urn, { type, name, logicalName, component: true, ...above });
    }
    return { parent: name };
  };

  const resources = matches.map(({ planned, id }) => ({
    type: planned.type,
    name: nameInFile(planned),
    logicalName: planned.name,
    id,
    ...parentOf(planned),
  }));
  return { nameTable, resources: [...components.values(), ...resources] };
}

/** Resources of different types can have one name. */
const nameInFile = ({ type, name }: PlannedResource): string => `${name}:${type.split(":").at(-1) ?? ""}`;
