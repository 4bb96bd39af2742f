import { onlyLiteral } from "./alternatives";
import { changeCollection, itemsIn } from "./collection";
import { assume } from "./conditions";
import { evaluate, pathOf, printable } from "./evaluate";
import type { Side } from "./gateway";
import { isOnePart, printText, printValue } from "./output";
import { parseTemplate } from "./parse-template";
import { headOf } from "./reference-head";
import { GIVEN, merge, State } from "./state";
import type { EvaluationContext } from "./steps";
import { type ForeachNode, type IfNode, type Node, type PrintNode, type SetNode, UnreadableTemplate } from "./syntax";
import { piecesOf, type Value } from "./value";

/** How many directives and texts one rendering goes through; a nest of loops goes through more. */
const MOST_STEPS = 50_000;

/**
 * Renders a template for every request at once: each way through it that prints something of its own.
 * @param side whether it is rendered of a request, or of a service's answer
 * @returns the states in which the template ends
 * @throws UnreadableTemplate for what this pack does not read
 */
export function render(template: string, side: Side): readonly State[] {
  const nodes = parseTemplate(template);
  return new Renderer(side).run(nodes, [new State()]);
}

class Renderer {
  #steps = 0;

  constructor(private readonly side: Side) {}

  run(nodes: readonly Node[], from: readonly State[]): readonly State[] {
    let states = from;
    for (const node of nodes) {
      const next = states.flatMap((state) => (state.isStopped ? [state] : this.#follow(node, state)));
      states = this.#merge(next, node.line);
    }
    return states;
  }

  #follow(node: Node, state: State): readonly State[] {
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) {
      throw new UnreadableTemplate(node.line, "its loops and branches are too many to follow");
    }
    switch (node.kind) {
      case "text":
        return [state.withOutput(printText(state.output, node.text, node.line))];
      case "print":
        return this.#print(node, new State(state));
      case "set":
        return [this.#set(node, new State(state))];
      case "if":
        return this.#branch(node, state);
      case "foreach":
        return this.#loop(node, state);
      case "stop": {
        const stopped = new State(state);
        stopped.stop();
        return [stopped];
      }
    }
  }

  #print({ reference, line }: PrintNode, state: State): readonly State[] {
    const values = printable(reference, this.#place(state, line));
    const alternatives = values.map(piecesOf);
    const head = headOf(reference);
    const isInString = state.output.open?.kind === "string" && !state.output.isEscaped;
    const isLiteral = alternatives.length === 1 && alternatives[0]?.every((piece) => typeof piece === "string");
    if (isInString && isLiteral !== true && alternatives.every(isOnePart)) {
      return [state.withOutput(printValue(state.output, { alternatives, head, line }))];
    }
    return alternatives.map((pieces) =>
      state.withOutput(
        pieces.reduce(
          (output, piece) =>
            typeof piece === "string"
              ? printText(output, piece, line)
              : printValue(output, { alternatives: [[piece]], head, line }),
          state.output,
        ),
      ),
    );
  }

  #set({ target, value, line }: SetNode, state: State): State {
    const place = this.#place(state, line);
    const values = evaluate(value, place);
    const { name, steps } = target;
    if (name === "context") {
      state.override(pathOf(steps, place), { values, line });
      return state;
    }
    if (GIVEN.has(name)) throw new UnreadableTemplate(line, "it sets what API Gateway gives");
    const before = state.variable(name);
    if (steps.length > 0) {
      const [step] = steps;
      const key =
        steps.length > 1
          ? undefined
          : step?.arguments === undefined
            ? step?.name
            : onlyLiteral(evaluateIndex(step.arguments, place));
      state.set(
        name,
        (before ?? [changeCollection(undefined, undefined, [])]).map((one) => changeCollection(one, key, values)),
      );
      return state;
    }
    // Velocity 1.7 keeps the old value where the new one is null.
    const isNullable = values.some(
      (one) => one.kind === "nothing" || piecesOf(one).some((piece) => typeof piece === "object" && piece.isNullable),
    );
    state.set(name, isNullable && before !== undefined ? [...values, ...before] : values);
    return state;
  }

  #branch({ branches, line }: IfNode, state: State): readonly State[] {
    const ends: State[] = [];
    let rest: State | undefined = state;
    for (const { condition, body } of branches) {
      if (rest === undefined) break;
      const taken: State | undefined = condition ? assume(condition, true, this.#place(new State(rest), line)) : rest;
      if (taken) ends.push(...this.run(body, [taken]));
      rest = condition ? assume(condition, false, this.#place(new State(rest), line)) : undefined;
    }
    return rest ? [...ends, rest] : ends;
  }

  /** A loop runs not at all, or as often as it takes until it changes nothing more. */
  #loop({ variable, list, body, line }: ForeachNode, state: State): readonly State[] {
    const start = new State(state);
    const items = evaluate(list, this.#place(start, line)).flatMap(itemsIn);
    let states: readonly State[] = [start];
    for (let round = 0; round < 20; round += 1) {
      const begun = states.filter(({ isStopped }) => !isStopped).map((one) => new State(one));
      for (const one of begun) one.set(variable, items);
      const after = this.run(body, begun);
      if (after.some((one) => !one.isStopped && !begun.some((other) => other.hasPrintedAs(one)))) {
        throw new UnreadableTemplate(line, "it prints inside of a #foreach");
      }
      const next = this.#merge([...states, ...after], line);
      if (next.length === states.length && next.every((one, index) => states[index]?.isSameAs(one))) return next;
      states = next;
    }
    throw new UnreadableTemplate(line, "a loop has too many outcomes to follow");
  }

  #merge(states: readonly State[], line: number): readonly State[] {
    const merged = merge(states, line);
    if (merged === undefined) {
      throw new UnreadableTemplate(line, "it has too many branches that print something of their own");
    }
    return merged;
  }

  #place(state: State, line: number): EvaluationContext {
    return { state, side: this.side, line };
  }
}

const evaluateIndex = (
  [index]: readonly Parameters<typeof evaluate>[0][],
  place: EvaluationContext,
): readonly Value[] => (index === undefined ? [] : evaluate(index, place));
