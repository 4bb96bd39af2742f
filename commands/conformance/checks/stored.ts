import type { Check } from "../check";
import type { Change } from "../connector-request";
import { expectStored } from "../expect";

/**
 * A check that a record is stored as it was sent.
 * @param name of the check
 * @param change of the connector's request
 * @returns the check
 */
export const stored = (name: string, change: Change = {}): Check => ({
  name,
  run: async (api) => {
    await expectStored(api, change);
    return "stored as sent";
  },
});
