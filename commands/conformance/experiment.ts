import type { AssumptionName, Assumptions } from "@aerospike-kinesis/local-aws";

import type { Api } from "./api";

/** What an experiment saw. */
export interface Decision<Value extends string = string> {
  /** Absent if what was seen fits no value, or if another value hides it. */
  readonly value?: Value;
  /** What was answered or stored, in a few words. */
  readonly found: string;
}

/** Decides one assumption of the local AWS from outside. */
export interface Experiment<Name extends AssumptionName = AssumptionName> {
  readonly name: Name;
  readonly decide: (api: Api) => Promise<Decision<Assumptions[Name]>>;
  /** The values under which a promise of the docs is broken, and what to do then. @defaultValue none */
  readonly broken?: Readonly<Partial<Record<Assumptions[Name], string>>>;
}

/**
 * Writes an experiment, and keeps its name.
 * @param one the experiment
 * @returns the same
 */
export const experiment = <Name extends AssumptionName>(one: Experiment<Name>): Experiment<Name> => one;
