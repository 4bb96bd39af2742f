import { type Choice, choicesIn, defaultChoicesIn, isOfName, streamNameIn } from "./choices";
import type { TemplateFinding } from "./put-record";
import type { Node } from "./syntax";

/**
 * Where a template that chooses among streams takes one that the request does not name. A choice must be proven: by a
 * comparison of the whole name, or of another text with what the template compares names with.
 * @param nodes the template
 * @param own the streams that it may name, by name or ARN
 * @param others streams that a request may name as well
 * @returns what is wrong with its choices
 */
export function choiceFindings(
  nodes: readonly Node[],
  own: readonly string[],
  others: readonly string[] = [],
): readonly TemplateFinding[] {
  const streams = [...own, ...others];
  const names = new Set(streams.map(streamNameIn));
  if (names.size < 2) return [];
  const choices = choicesIn(nodes, streams);
  const isByName = choices.some((choice) => choice.compared.some(({ text }) => names.has(text)));
  const named = new Set(own.map(streamNameIn));
  if (!isByName && named.size < 2) return [];
  const subjects = new Set(
    choices.flatMap(({ compared }) => compared.filter(({ text }) => names.has(text)).map(({ subject }) => subject)),
  );
  const isProven = ({ compared, isOfBody, isLookup }: Choice): boolean =>
    isByName
      ? compared.some(({ text, subject }) => text !== "" && subjects.has(subject))
      : isLookup || isOfBody || compared.some(({ text }) => text !== "");
  return [...choices, ...(named.size < 2 ? [] : defaultChoicesIn(nodes, streams))].flatMap((choice) => {
    const { name, compared, others: excluded, parts, isOfBody, line } = choice;
    const isNamed = isOfName(choice);
    if (compared.some(({ text }) => text !== name && names.has(text))) return [{ line, message: OTHER }];
    // It takes a stream for this name, and then names another one after all.
    if (isNamed && named.size > 0 && !named.has(name)) return [{ line, message: OTHER }];
    if (named.size < 2 || isNamed) return [];
    if (compared.some(({ text }) => text === "")) return [{ line, message: UNKNOWN, defaultStream: name }];
    if (isOfBody && isByName) return [{ line, message: BY_BODY }];
    if (excluded.some((one) => names.has(one))) return [{ line, message: ALL_BUT }];
    if (parts.some((one) => one !== "" && name.includes(one))) return [{ line, message: PART }];
    if (isProven(choice)) return [];
    return choice.isForOthers ? [{ line, message: UNKNOWN, defaultStream: name }] : [{ line, message: NOT_COMPARED }];
  });
}

/**
 * Whether a template compares something with the names of streams.
 * @param nodes the template
 * @param streams the streams that requests may name, by name or ARN
 * @returns whether it does
 */
export function choosesByName(nodes: readonly Node[], streams: readonly string[]): boolean {
  const names = streams.map(streamNameIn);
  return choicesIn(nodes, streams).some(({ compared }) => compared.some(({ text }) => names.includes(text)));
}

const OTHER = "takes another stream than the request names: its records are read by nobody who waits for them.";
const UNKNOWN = "takes a stream for a request that names none of them: refuse it instead.";
const PART = "takes a stream for a name that only has its name in it: compare the whole name.";
const ALL_BUT = "takes a stream for every name but that of another one: compare with its own name.";
const BY_BODY = "takes a stream by what the body says, whatever stream the request names.";
const NOT_COMPARED = "takes a stream on a condition that compares no name: compare the whole name with the header.";
