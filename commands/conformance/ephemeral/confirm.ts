import { once } from "node:events";
import { createInterface } from "node:readline/promises";

import { UsageError } from "../../shared/errors";

/** Where a person is asked. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks whether something may start that costs money.
 * @param question ends with what to type
 * @param isAgreed whether the person agreed on the command line
 * @param signal ends the question
 * @param terminal where the person is. @defaultValue stdin and stderr of this process
 * @returns whether they agreed
 * @throws UsageError if nobody can be asked; the reason of the signal
 */
export async function confirm(
  question: string,
  isAgreed: boolean,
  signal: AbortSignal,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
  if (isAgreed) return true;
  if (input.isTTY !== true) {
    throw new UsageError("--yes: expected it, since there is no terminal to ask for your agreement to the price.");
  }
  const terminal = createInterface({ input, output });
  try {
    // Ctrl-C and Ctrl-D close the interface. Node leaves the question without an answer then, or rejects it:
    // https://github.com/nodejs/node/issues/53497
    const closed = once(terminal, "close").then(() => "");
    const asked = terminal.question(`${question} `, { signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      if ((error as Error).name === "AbortError") return "";
      throw error;
    });
    const answer = await Promise.race([asked, closed]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
