import { matchesPattern } from "../api/integration-response";
import { onlyLiteral } from "./alternatives";
import { literalOf, type Source, type Value } from "./value";

/** What a condition asks of one value. */
export interface Test {
  /** What it says of a value; undefined where that depends on the request. */
  readonly answer: (value: Value) => boolean | undefined;
  /** What a value is where the test says yes, if the test tells. */
  readonly makes?: ((value: Value) => Value) | undefined;
  /** The text that it compares with. */
  readonly literal?: string | undefined;
  /** What it proves of an answer's field: that it is no null, is not empty, is zero. */
  readonly proves: (source: Source, isTrue: boolean) => readonly Fact[];
}

export type Fact = "not null" | "not empty" | "zero";

const PRESENT: readonly Fact[] = ["not null", "not empty"];
const NO_FACTS: readonly Fact[] = [];

/** What `$input.json` gives where a field is missing, null or empty. */
const EMPTY_JSON = ["", '""', "null", "{}", "[]"];

/** `#if($value)`: Velocity's versions differ about an empty text, and agree about null. */
export const TRUTHY: Test = {
  answer: (value) => {
    if (value.kind === "boolean") return value.value as boolean | undefined;
    const literal = literalOf(value);
    return literal === undefined || literal === "" || value.kind === "number" ? undefined : true;
  },
  proves: (_, isTrue) => (isTrue ? ["not null"] : NO_FACTS),
};

/** Whether a value is this literal. */
export function equality(other: Value): Test {
  const literal = literalOf(other) ?? "";
  const isEmptyText = other.kind === "text" && literal === "";
  return {
    literal,
    answer: (value) => {
      const ours = literalOf(value);
      return ours === undefined ? undefined : ours === literal;
    },
    makes: () => other,
    proves: ({ form, isNullable }, isTrue) => {
      if (isTrue) {
        return [
          ...(EMPTY_JSON.includes(literal) ? NO_FACTS : PRESENT),
          ...(literal === "0" ? (["zero"] as const) : []),
        ];
      }
      // `null != ""` holds.
      if (!isEmptyText) return NO_FACTS;
      return form === "json" ? ["not null"] : isNullable ? ["not empty"] : PRESENT;
    },
  };
}

/** Regular expressions are tried on short texts only: some take for ever on long ones. */
const LONGEST_TRIED = 8;

/** The test that a method of strings is; undefined for a method that is no test. */
export function methodTest(name: string, given: readonly (readonly Value[])[]): Test | undefined {
  const literal = onlyLiteral(given[0] ?? []);
  const byLiteral = (test: (ours: string, theirs: string) => boolean | undefined): Test => {
    const answerOf = (ours: string | undefined) =>
      ours === undefined || literal === undefined ? undefined : test(ours, literal);
    return {
      answer: (value) => answerOf(literalOf(value)),
      ...(name === "equals" &&
        literal !== undefined && {
          literal,
          makes: () => ({ kind: "text", pieces: literal === "" ? [] : [literal] }) as const,
        }),
      // A method of null is null, which is no yes.
      proves: (_, isTrue) => (isTrue && EMPTY_JSON.every((empty) => answerOf(empty) === false) ? PRESENT : NO_FACTS),
    };
  };
  switch (name) {
    case "equals": {
      const test = byLiteral((ours, theirs) => ours === theirs);
      return {
        ...test,
        proves: (one, isTrue) => [
          ...test.proves(one, isTrue),
          ...(isTrue && literal === "0" ? (["zero"] as const) : []),
        ],
      };
    }
    case "equalsIgnoreCase":
      return byLiteral((ours, theirs) => ours.toLowerCase() === theirs.toLowerCase());
    case "contains":
      return byLiteral((ours, theirs) => ours.includes(theirs));
    case "startsWith":
      return byLiteral((ours, theirs) => ours.startsWith(theirs));
    case "endsWith":
      return byLiteral((ours, theirs) => ours.endsWith(theirs));
    case "matches":
      return byLiteral((ours, theirs) => (ours.length > LONGEST_TRIED ? undefined : matchesPattern(theirs, ours)));
    case "isEmpty":
      return IS_EMPTY;
    default:
      return undefined;
  }
}

const IS_EMPTY: Test = {
  answer: (value) => (literalOf(value) === undefined ? undefined : literalOf(value) === ""),
  // `!$null.isEmpty()` holds.
  proves: ({ form, isNullable }, isTrue) =>
    isTrue || form === "json" ? NO_FACTS : isNullable ? ["not empty"] : PRESENT,
};

/** A comparison with a number, and the same comparison of a text's length with it. */
export function numberTest(
  operator: string,
  values: readonly Value[],
): (Test & { readonly ofLength?: Test }) | undefined {
  const literal = onlyLiteral(values);
  const number = literal === undefined || values[0]?.kind !== "number" ? undefined : Number(literal);
  if (number === undefined) return undefined;
  const compare = (ours: number) => {
    switch (operator) {
      case "<":
        return ours < number;
      case ">":
        return ours > number;
      case "<=":
        return ours <= number;
      default:
        return ours >= number;
    }
  };
  // A count that passes as 0 and does not as 1 is zero.
  const isZeroIf = compare(0) === compare(1) ? undefined : compare(0);
  return {
    answer: (value) => (value.kind === "number" && typeof value.value === "number" ? compare(value.value) : undefined),
    // A text is no number: comparing it with one says no, whatever it is.
    proves: ({ form, isNullable }, isTrue) =>
      isTrue === isZeroIf && form === "raw" && isNullable ? ["zero"] : NO_FACTS,
    ofLength: {
      answer: (value) => {
        const ours = literalOf(value);
        return ours === undefined ? undefined : compare(ours.length);
      },
      proves: ({ form }, isTrue) => (isTrue && !compare(0) && (form !== "json" || !compare(4)) ? PRESENT : NO_FACTS),
    },
  };
}
