import { invalidPattern } from "./invalid-pattern";
import { compileJsonPattern } from "./json-pattern";
import { compileTermPattern } from "./term-pattern";

/** A filter pattern of CloudWatch Logs, ready to run. */
export interface FilterPattern {
  readonly kind: "json" | "terms";
  /** The event that matches: parsed for a JSON pattern, else its text. Undefined if it does not match. */
  readonly match: (message: string) => { readonly event: unknown } | undefined;
}

const MAX_LENGTH = 1024;

/**
 * Reads a filter pattern: a JSON pattern in braces, or terms. An empty pattern matches every event. Patterns of
 * space-delimited fields, in brackets, are not modelled.
 * @param pattern e.g. `{ $.status = 429 }` or `ERROR`
 * @returns the pattern
 * @throws AwsError InvalidParameterException
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function compileFilterPattern(pattern: string): FilterPattern {
  const text = pattern.trim();
  if (text.length > MAX_LENGTH) throw invalidPattern(`at most ${MAX_LENGTH} characters are allowed`);
  if (text.startsWith("[")) {
    throw invalidPattern(
      "the local AWS does not model space-delimited fields (packages/local-aws/src/cloudwatch/filters)",
    );
  }
  if (!text.startsWith("{")) {
    const matches = compileTermPattern(text);
    return { kind: "terms", match: (message) => (matches(message) ? { event: message } : undefined) };
  }
  if (!text.endsWith("}")) throw invalidPattern("expected } at the end");
  const matches = compileJsonPattern(text.slice(1, -1));
  return {
    kind: "json",
    match: (message) => {
      const event = parse(message);
      return event !== undefined && matches(event) ? { event } : undefined;
    },
  };
}

/** The message that was parsed last: all filters of a log group look at each message in turn. */
let last: { readonly message: string; readonly event: unknown } = { message: "", event: undefined };

/** Undefined for a message that is no JSON. */
function parse(message: string): unknown {
  if (message !== last.message) last = { message, event: parseJson(message) };
  return last.event;
}

function parseJson(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
