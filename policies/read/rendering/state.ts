import { distinct, isSame } from "./alternatives";
import { EMPTY_OUTPUT, type Output } from "./output";
import { NOTHING, type Value } from "./value";

/** What a template sets in `$context`, and the line where it does. Nothing among the values: it may not be set. */
export interface Override {
  readonly values: readonly Value[];
  readonly line: number;
}

/** The variables that API Gateway gives. */
export const GIVEN: ReadonlyMap<string, readonly Value[]> = new Map(
  (["input", "util", "context", "stageVariables"] as const).map((what) => [what, [{ kind: "gateway", what }]]),
);

/** What is known at one point of a template, on one way through it. */
export class State {
  #output = EMPTY_OUTPUT;
  #isStopped = false;
  readonly #variables: Map<string, readonly Value[]>;
  readonly #overrides: Map<string, Override>;
  readonly #facts: Set<string>;

  /** @param other the state to copy; none for the start of a template */
  constructor(other?: State) {
    this.#variables = new Map(other ? other.#variables : GIVEN);
    this.#overrides = new Map(other ? other.#overrides : []);
    this.#facts = new Set(other ? other.#facts : []);
    if (other === undefined) return;
    this.#output = other.#output;
    this.#isStopped = other.#isStopped;
  }

  get output(): Output {
    return this.#output;
  }

  /** What was set in `$context`, by path: `responseOverride.status`. */
  get overrides(): ReadonlyMap<string, Override> {
    return this.#overrides;
  }

  /** Whether a #stop ended the template. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** The same state with more printed. */
  withOutput(output: Output): State {
    const next = new State(this);
    next.#output = output;
    return next;
  }

  /** Ends the template here. */
  stop(): void {
    this.#isStopped = true;
  }

  /** What a variable is worth; undefined if it was never set. */
  variable(name: string): readonly Value[] | undefined {
    return this.#variables.get(name);
  }

  /** Sets a variable. */
  set(name: string, values: readonly Value[]): void {
    this.#variables.set(name, values);
  }

  /** Sets something in `$context`. */
  override(path: string, override: Override): void {
    this.#overrides.set(path, override);
  }

  /** Whether a condition has proven this. */
  knows(fact: string): boolean {
    return this.#facts.has(fact);
  }

  /** Remembers what a condition proves. */
  learn(fact: string): void {
    this.#facts.add(fact);
  }

  /** Whether one state can stand for both ways: they have printed, set and proven the same. */
  isLike(other: State): boolean {
    return (
      this.hasPrintedAs(other) &&
      areSame(valuesOf(this.#overrides), valuesOf(other.#overrides)) &&
      this.#facts.size === other.#facts.size &&
      [...this.#facts].every((fact) => other.#facts.has(fact))
    );
  }

  /** Whether both ways have printed the same. */
  hasPrintedAs({ output, isStopped }: State): boolean {
    const { last, open, isEscaped, fault } = this.#output;
    return (
      this.#isStopped === isStopped &&
      last === output.last &&
      open === output.open &&
      isEscaped === output.isEscaped &&
      fault === output.fault
    );
  }

  /** The state of which both are a case. Only what both ways know is still known. */
  joinedWith(other: State, line: number): State {
    const joined = new State(this);
    for (const name of new Set([...this.#variables.keys(), ...other.#variables.keys()])) {
      joined.#variables.set(
        name,
        distinct([...valuesIn(this.#variables, name), ...valuesIn(other.#variables, name)], line),
      );
    }
    for (const [path, { values, line: setAt }] of [...this.#overrides, ...other.#overrides]) {
      const others = [this, other].map((one) => one.#overrides.get(path)?.values ?? [NOTHING]);
      joined.#overrides.set(path, { values: distinct([...values, ...others.flat()], line), line: setAt });
    }
    for (const fact of this.#facts) if (!other.#facts.has(fact)) joined.#facts.delete(fact);
    return joined;
  }

  /** Whether all that is known is the same. */
  isSameAs(other: State): boolean {
    return this.isLike(other) && areSame(this.#variables, other.#variables);
  }
}

/** How many ways through a template are followed at once. */
const MOST_STATES = 64;

/** The same states, fewer: those of which one can stand for both become one. Undefined if too many are left. */
export function merge(states: readonly State[], line: number): readonly State[] | undefined {
  const merged: State[] = [];
  for (const state of states) {
    const index = merged.findIndex((other) => other.isLike(state));
    const same = merged[index];
    if (same === undefined) merged.push(state);
    else if (same !== state) merged[index] = same.joinedWith(state, line);
  }
  return merged.length > MOST_STATES ? undefined : merged;
}

type Values = ReadonlyMap<string, readonly Value[]>;

const valuesOf = (overrides: ReadonlyMap<string, Override>): Values =>
  new Map([...overrides].map(([path, { values }]) => [path, values]));

const valuesIn = (values: Values, name: string): readonly Value[] => values.get(name) ?? [NOTHING];

const areSame = (left: Values, right: Values): boolean =>
  left.size === right.size &&
  [...left].every(([name, values]) => right.has(name) && isSame(values, valuesIn(right, name)));
