import { setTimeout as delay } from "node:timers/promises";

import type { Assumptions } from "@aerospike-kinesis/local-aws";

import type { Api } from "../../api";
import { type Decision, experiment } from "../../experiment";
import type { Inside } from "./inside";
import { SOON_MS } from "./soon";
import { seconds } from "./wait-for";

/** Which version answered, and when. */
interface Look {
  readonly at: number;
  readonly isNew: boolean;
}

/** So many answers of the new deployment in a row show that no other answers any more. */
const IN_A_ROW = 20;
/** It is looked at more often than anything else, because the answers of both can alternate. */
const LOOKS_A_POLL = 4;

/**
 * Deploys another version of the probe's API while it is asked for its version.
 * @param inside the stack
 * @returns the experiment
 */
export const deploymentSpread = (inside: Inside) =>
  experiment({
    name: "deployment-spread",
    decide: async (api) => {
      let endedAt: number | undefined;
      const version = api.nextMark();
      const update = inside.stack.up({ version }).finally(() => {
        endedAt = performance.now();
      });
      const [looks] = await Promise.all([watchVersions(inside, api, version, () => endedAt), update]);
      return decide(looks, endedAt ?? 0);
    },
  });

/** Asks until the new version has answered in a row after the update, or for as long as the pace says. */
async function watchVersions(
  { pace, probe, signal }: Inside,
  api: Api,
  version: string,
  endedAt: () => number | undefined,
): Promise<Look[]> {
  const looks: Look[] = [];
  for (;;) {
    signal.throwIfAborted();
    const { status, text } = await api.client.send({ method: "GET", url: `${probe.url}/version`, headers: [] });
    const at = performance.now();
    if (status === 200) looks.push({ at, isNew: text.includes(`"${version}"`) });
    const end = endedAt();
    const isSettled = looks.length >= IN_A_ROW && looks.slice(-IN_A_ROW).every(({ isNew }) => isNew);
    if (end !== undefined && (isSettled || at - end >= pace.patienceMs)) return looks;
    await delay(pace.pollMs / LOOKS_A_POLL, undefined, { signal });
  }
}

function decide(looks: readonly Look[], endedAt: number): Decision<Assumptions["deployment-spread"]> {
  const firstNew = looks.find(({ isNew }) => isNew)?.at;
  const lastOld = looks.findLast(({ isNew }) => !isNew)?.at;
  if (firstNew === undefined) return { found: "the new deployment did not answer in time" };
  const first = `the new deployment first answers ${sinceEnd(firstNew, endedAt)} the update`;
  const last = lastOld === undefined ? "" : `, the old one last ${sinceEnd(lastOld, endedAt)} it`;
  const found = first + last;
  if (lastOld !== undefined && lastOld > firstNew) return { value: "mixed", found };
  return { value: firstNew - endedAt <= SOON_MS ? "at-once" : "late", found };
}

const sinceEnd = (at: number, end: number): string =>
  at < end ? `${seconds(end - at)} before the end of` : `${seconds(at - end)} after`;
