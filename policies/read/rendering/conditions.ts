import { evaluate } from "./evaluate";
import { State } from "./state";
import type { EvaluationContext } from "./steps";
import type { Expression, Operator } from "./syntax";
import { equality, methodTest, numberTest, type Test, TRUTHY } from "./tests";
import { literalOf, sourceOf, type Value } from "./value";

/**
 * The state where a condition holds, or where it does not; undefined if that cannot be. Variables that the condition tests
 * lose what it excludes, and what it proves is remembered.
 * @param isTrue which of both
 */
export function assume(condition: Expression, isTrue: boolean, place: EvaluationContext): State | undefined {
  switch (condition.kind) {
    case "not":
      return assume(condition.operand, !isTrue, place);
    case "binary":
      return assumeBinary(condition, isTrue, place);
    case "reference": {
      const last = condition.steps.at(-1);
      const test =
        last?.arguments &&
        methodTest(
          last.name,
          last.arguments.map((argument) => evaluate(argument, place)),
        );
      return test
        ? narrow({ ...condition, steps: condition.steps.slice(0, -1) }, test, isTrue, place)
        : narrow(condition, TRUTHY, isTrue, place);
    }
    default:
      return narrow(condition, TRUTHY, isTrue, place);
  }
}

interface Binary {
  readonly operator: Operator;
  readonly left: Expression;
  readonly right: Expression;
}

function assumeBinary({ operator, left, right }: Binary, isTrue: boolean, place: EvaluationContext): State | undefined {
  const { state, line } = place;
  if (operator === "and" || operator === "or") {
    const [stops, goesOn] = [operator === "or", operator === "and"];
    const first = assume(left, goesOn, place);
    const both = first && assume(right, isTrue, { ...place, state: first });
    if (isTrue === goesOn) return both;
    const alone = assume(left, stops, { ...place, state: new State(state) });
    return alone && both ? alone.joinedWith(both, line) : (alone ?? both);
  }
  const sides = [evaluate(left, place), evaluate(right, place)] as const;
  const negated = operator === "!=";
  if (operator === "==" || negated) {
    const [ours, theirs] = sides.map((values) => (values.length === 1 ? values[0] : undefined));
    if (theirs !== undefined && literalOf(theirs) !== undefined) {
      return narrow(left, equality(theirs), isTrue !== negated, place);
    }
    if (ours !== undefined && literalOf(ours) !== undefined) {
      return narrow(right, equality(ours), isTrue !== negated, place);
    }
    return new State(state);
  }
  const test = numberTest(operator, sides[1]);
  if (test === undefined) return new State(state);
  const measured =
    left.kind === "reference" && /^(?:length|size)$/.test(left.steps.at(-1)?.name ?? "") ? left : undefined;
  return measured && test.ofLength
    ? narrow({ ...measured, steps: measured.steps.slice(0, -1) }, test.ofLength, isTrue, place)
    : narrow(left, test, isTrue, place);
}

/** Takes from an expression's values those of which a test says otherwise, and learns what the test proves of the rest. */
function narrow(expression: Expression, test: Test, isTrue: boolean, place: EvaluationContext): State | undefined {
  const state = new State(place.state);
  const values = evaluate(expression, { ...place, state });
  const left = values.filter((value) => (test.answer(value) ?? isTrue) === isTrue);
  if (left.length === 0) return undefined;
  const kept = left.map((value) =>
    isTrue && test.makes && sourceOf(value)?.isWholeBody === false ? test.makes(value) : value,
  );
  if (
    expression.kind === "reference" &&
    expression.steps.length === 0 &&
    state.variable(expression.name) !== undefined
  ) {
    state.set(expression.name, kept);
  }
  for (const fact of factsOf(left, test, isTrue)) state.learn(fact);
  return state;
}

/** The fields of an answer of Kinesis that say whether it stored the record. */
export const SEQUENCE_NUMBER = "$.SequenceNumber";
export const FAILED_RECORDS = "$.FailedRecordCount";

/** What a test proves of the one place of an answer that all these values come from, or of the body. */
function factsOf(values: readonly Value[], test: Test, isTrue: boolean): readonly string[] {
  const sources = values.map(sourceOf);
  const [first] = sources;
  if (first === undefined || !sources.every((one) => one?.from === first.from && one.path === first.path)) return [];
  if (first.isWholeBody && first.encodings === 0 && isTrue && test.literal === "{}") return ["body is {}"];
  if (first.from !== "answer" || ![SEQUENCE_NUMBER, FAILED_RECORDS].includes(first.path ?? "")) return [];
  const proven = sources.map((one) => (one ? test.proves(one, isTrue) : []));
  return (proven[0] ?? [])
    .filter((fact) => proven.every((facts) => facts.includes(fact)))
    .map((fact) => `${fact} ${first.path ?? ""}`);
}
