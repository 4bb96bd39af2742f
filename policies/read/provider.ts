import type { Resource } from "./resource";
import { property } from "./resource";

/** The type of an AWS provider, the default one or one of the program's own. */
export const PROVIDER = "pulumi:providers:aws";

/** The engine makes the default provider of the stack's configuration: its region is a default for resources that name none. */
export const isDefaultProvider = ({ name }: Resource): boolean => /^default(?:_|$)/.test(name);

/**
 * An option of a provider. The engine hands providers what is no text as JSON.
 * @param options The properties of a provider.
 * @param name The option.
 * @returns Its value; undefined if it is not set.
 * @throws The SDK's error for a value that is not known yet.
 */
export function optionOf(options: unknown, name: string): unknown {
  const value = property(options, name);
  if (value === "" || value === null) return undefined;
  if (typeof value !== "string" || !/^(?:[[{]|true$|false$|null$)/.test(value)) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return parsed ?? undefined;
  } catch {
    return value;
  }
}
