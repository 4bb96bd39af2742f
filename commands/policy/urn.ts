/**
 * The type of a resource.
 * @param urn `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`
 * @returns the type's token; undefined for what is no URN
 */
export const typeOf = (urn: string): string | undefined => urn.split("::")[2]?.split("$").at(-1);

/**
 * The name of a resource in the program.
 * @param urn of the resource
 * @returns what stands behind the URN's last `::`
 */
export const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;
