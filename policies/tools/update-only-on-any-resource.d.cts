/**
 * The names of a service's actions that have no type of resource.
 * @param actions all actions of the service
 * @returns the names, sorted; `Words*` stands for all names that begin so, none of which has a type of resource
 */
export function namesWithoutResource(
  actions: readonly { readonly name: string; readonly resourceTypes: readonly unknown[] }[],
): readonly string[];
