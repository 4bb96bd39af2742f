import { createHash } from "node:crypto";

import { type Environment, HEX } from "../environment";
import type { Properties, ResourceModel } from "../resource";
import { DEFAULTS, filledNames } from "./values";

/** What decides the name of a resource whose program gives none. */
export interface Naming {
  readonly logicalName: string;
  /** The inputs of the last `pulumi up`; undefined for a new resource. */
  readonly before: Properties | undefined;
  /** The name that the project's `pulumi:autonaming` setting asks for. */
  readonly proposed: string | undefined;
  /** What the engine wants the digits made from. A plan keeps it: its update then gives the names that its preview gave. */
  readonly seed?: Uint8Array;
}

const SUFFIX_DIGITS = 7;

/**
 * The inputs with their physical name: as the program gave it, else as it was, else `<logical name>-<7 hex digits>`.
 * @param model of the type; undefined if it is not modelled
 * @param inputs what the program gives
 * @param naming what decides the name
 * @param environment the source of random digits
 * @returns the inputs with a name, and a note whether the provider gave it
 * @throws Error if that is longer than AWS allows, as the real provider does
 */
export function withName(
  model: ResourceModel | undefined,
  inputs: Properties,
  naming: Naming,
  environment: Environment,
): Properties {
  if (model?.autoname === undefined || inputs[model.autoname.property] !== undefined) {
    return { ...inputs, [DEFAULTS]: [] };
  }
  const { property, maxLength, prefix = "" } = model.autoname;
  const kept = filledNames(naming.before ?? {}).includes(property) ? naming.before?.[property] : undefined;
  const unprefixed = naming.logicalName.startsWith(prefix)
    ? naming.logicalName.slice(prefix.length)
    : naming.logicalName;
  const name = kept ?? naming.proposed ?? `${prefix}${unprefixed}-${randomSuffix(naming, environment)}`;
  if (typeof name === "string" && name.length > maxLength) {
    throw new Error(
      `${model.type}: the name "${name}" has ${name.length} characters, AWS allows ${maxLength}: ` +
        `shorten the resource's logical name or set "${property}"`,
    );
  }
  return { ...inputs, [property]: name, [DEFAULTS]: [property] };
}

function randomSuffix({ seed = new Uint8Array() }: Naming, environment: Environment): string {
  if (seed.length === 0) return environment.randomString(SUFFIX_DIGITS, HEX);
  return createHash("sha256").update(seed).digest("hex").slice(0, SUFFIX_DIGITS);
}
