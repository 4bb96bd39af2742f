import { matchesOf } from "../tokens";
import { invalidPattern } from "./invalid-pattern";
import { regularExpressionOf } from "./regular-expression";

type Term = (message: string) => boolean;

const TOKEN = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]*)%|(\w+))(?=\s|$)/y;

/**
 * Reads a pattern of terms. A term matches anywhere in the message. All terms must match, and none that begins with
 * `-`. Terms that begin with `?` are alternatives; beside other terms they do not count.
 * @param pattern e.g. `ERROR -timeout` or `"INTERNAL SERVER ERROR"`
 * @returns whether a message matches
 * @throws AwsError InvalidParameterException
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-unstructured-log-events.html
 */
export function compileTermPattern(pattern: string): Term {
  const terms: Record<string, Term[]> = { "": [], "-": [], "?": [] };
  const matches = matchesOf(TOKEN, pattern.trim(), (rest) =>
    invalidPattern(`expected words of letters, digits and _, "phrases" or %regular expressions%, got ${rest}`),
  );
  for (const [, sign = "", phrase, source, word = ""] of matches) {
    terms[sign]?.push(source === undefined ? phraseOf(phrase ?? word) : matcherOf(source));
  }
  const [included = [], excluded = [], alternatives = []] = [terms[""], terms["-"], terms["?"]];
  const isAlternative = included.length + excluded.length === 0 && alternatives.length > 0;
  return (message) =>
    isAlternative
      ? alternatives.some((term) => term(message))
      : included.every((term) => term(message)) && !excluded.some((term) => term(message));
}

/** "You can match everything in your log events with double quotation marks", as in `" "`. */
function phraseOf(text: string): Term {
  const phrase = text.replace(/\\(["\\])/g, "$1");
  return phrase.trim() === "" ? () => true : (message) => message.includes(phrase);
}

function matcherOf(source: string): Term {
  const regularExpression = regularExpressionOf(source);
  return (message) => regularExpression.test(message);
}
