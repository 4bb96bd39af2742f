import type { Api } from "../../api";
import { describe } from "../../expect";
import { Mismatch } from "../../mismatch";
import type { Inside } from "./inside";
import { waitFor } from "./wait-for";

/** So many records in a row show that a change has reached all of AWS. */
const IN_A_ROW = 5;

/**
 * Waits until the API stores records again.
 * @param inside how long it waits
 * @param api the API under test
 * @param headers of the records. @defaultValue the connector's
 * @returns in words, after how long
 * @throws Mismatch if it still refuses
 */
export async function waitUntilStored(
  inside: Inside,
  api: Api,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  let last = "";
  const stored = await waitFor(inside, async () => {
    for (let index = 0; index < IN_A_ROW; index += 1) {
      const { answer } = await api.send({ headers });
      last = describe(answer);
      if (answer.status !== 200) return undefined;
    }
    return true;
  });
  if (stored === undefined) throw new Mismatch(`records are still refused after the repair: ${last}`);
  return `stored again after ${stored.after}`;
}
