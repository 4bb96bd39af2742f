import type { Api } from "../../api";
import type { Check } from "../../check";
import { describe } from "../../expect";
import { Mismatch } from "../../mismatch";
import type { Inside } from "./inside";
import { waitFor } from "./wait-for";

const AT_ONCE = 20;

/** Sends records at once. @returns how many the plan refuses @throws Mismatch for any other refusal */
async function countThrottled(api: Api): Promise<number> {
  const exchanges = await Promise.all(Array.from({ length: AT_ONCE }, () => api.send()));
  const refused = exchanges.filter(({ answer }) => answer.status !== 200);
  const odd = refused.find(({ answer }) => answer.status !== 429);
  if (odd !== undefined) throw new Mismatch(`expected 200 or 429, got ${describe(odd.answer)}`);
  return refused.length;
}

/**
 * A usage plan that is narrowed and widened while records come: how fast each spreads.
 * @param inside the stack
 * @returns the check
 */
export const usagePlanChange = (inside: Inside): Check => ({
  name: "the usage plan is narrowed and widened",
  run: async (api) => {
    let narrowed;
    try {
      await inside.stack.up({ isThrottled: true });
      narrowed = await waitFor(inside, async () => (await countThrottled(api)) || undefined);
    } finally {
      if (!inside.signal.aborted) await inside.stack.up();
    }
    const widened = await waitFor(inside, async () => ((await countThrottled(api)) === 0 ? true : undefined));
    if (widened === undefined) throw new Mismatch("records are still refused after the plan was widened");
    const narrow =
      narrowed === undefined ? "never seen" : `${narrowed.value} of ${AT_ONCE} refused after ${narrowed.after}`;
    return `narrow: ${narrow}; wide after ${widened.after}`;
  },
});
