import { UserError } from "../../shared/errors";
import type { Budget } from "../budget";
import { openHttpClient, type Sent } from "../http-client";
import { opensApi } from "../opens-api";
import type { Target } from "../target";
import type { Inside } from "./inside/inside";
import { seconds, waitFor } from "./inside/wait-for";

/**
 * Waits until the key of a new stack opens its API: how fast a key spreads is not documented [assumption: key-spread].
 * @param target the stack's API
 * @param inside how often it looks, for how long, and what it may send
 * @param tell is told how long it waited, unless the key opens the API at once
 * @returns what was sent
 * @throws UserError if the API still refuses the key in the end; the signal's reason
 */
export async function waitUntilKeyOpens(
  target: Target,
  { budget, ...inside }: Pick<Inside, "pace" | "signal"> & { readonly budget: Budget },
  tell: (line: string) => void,
): Promise<Sent> {
  const client = openHttpClient(budget, target.ca);
  let looks = 0;
  try {
    const opened = await waitFor(inside, async () => {
      looks += 1;
      return (await opensApi(target, client)) || undefined;
    });
    if (opened === undefined) {
      throw new UserError(
        `${target.name}: the API still refuses the key of the new stack after ${seconds(inside.pace.patienceMs)} (403). ` +
          "Nothing was tried. Run the command again later.",
      );
    }
    if (looks > 1) tell(`The key of the new stack opens its API after ${opened.after}.`);
    return client.sent();
  } finally {
    await client.close();
  }
}
