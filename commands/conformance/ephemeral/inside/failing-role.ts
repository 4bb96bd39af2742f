import type { Api } from "../../api";
import type { Check } from "../../check";
import { describe, wordOf } from "../../expect";
import type { HttpAnswer } from "../../http-client";
import { Mismatch } from "../../mismatch";
import type { Fault } from "../program/settings";
import type { Inside } from "./inside";
import { waitUntilStored } from "./restored";
import { waitFor } from "./wait-for";

/** The answer that docs/reference.md promises. */
const isPromised: Readonly<Record<Fault, (answer: HttpAnswer) => boolean>> = {
  "no-permission": (answer) => answer.status === 502 && wordOf(answer) === "AccessDenied",
  // Which word it has is an assumption.
  "no-role": ({ status }) => status === 500,
};

/** Breaks the role for a while. What is acknowledged meanwhile must be stored: the ledger shows it. */
const failingRole = (inside: Inside, fault: Fault, name: string): Check => ({
  name,
  run: async (api) => {
    let refused: string;
    try {
      await inside.stack.up({ fault });
      refused = await refusalBy(inside, api, fault);
    } finally {
      if (!inside.signal.aborted) await inside.stack.up();
    }
    return `${refused}; ${await waitUntilStored(inside, api)}`;
  },
});

async function refusalBy(inside: Inside, api: Api, fault: Fault): Promise<string> {
  const seen = await waitFor(inside, async () => {
    const { answer } = await api.send();
    return answer.status === 200 ? undefined : answer;
  });
  // API Gateway may go on with the session that it has: a record is then stored, as it says.
  if (seen === undefined) return `stored all the same for ${inside.pace.patienceMs / 1000} s`;
  if (isPromised[fault](seen.value)) return `${describe(seen.value)} after ${seen.after}`;
  throw new Mismatch(`got ${describe(seen.value)}, which docs/reference.md does not promise`);
}

/**
 * What happens while the integration's role is wrong.
 * @param inside the stack
 * @returns checks
 */
export const failingRoles = (inside: Inside): readonly Check[] => [
  failingRole(inside, "no-permission", "the role's policy denies PutRecord, and allows it again"),
  failingRole(inside, "no-role", "API Gateway cannot assume the role, and can again"),
];
