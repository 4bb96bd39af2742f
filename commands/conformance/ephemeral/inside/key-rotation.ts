import { setTimeout as delay } from "node:timers/promises";

import { readConnectorFile } from "../../../shared/connector-file";
import { headerIn } from "../../../shared/header-in";
import type { Api } from "../../api";
import type { Check } from "../../check";
import { describe } from "../../expect";
import { experiment } from "../../experiment";
import { Mismatch } from "../../mismatch";
import type { Inside } from "./inside";
import { SOON_MS } from "./soon";
import { seconds } from "./wait-for";

/** What a rotation of the API key showed. Milliseconds after the update. */
interface Rotation {
  /** When the new key was first taken. Undefined: not in time. */
  readonly newAfter: number | undefined;
  /** When the old key was first refused. Undefined: not in time. */
  readonly oldUntil: number | undefined;
  /** Records with the old key while the update ran. */
  readonly meanwhile: number;
  readonly refusedMeanwhile: number;
}

/**
 * Replaces the API key while records come, and decides how fast a new key opens the API.
 * @param inside the stack
 * @returns the check, and the experiment that needs it
 */
export function keyRotation(inside: Inside) {
  let rotation: Rotation | undefined;
  const check: Check = {
    name: "the API key is replaced while records come",
    run: async (api) => {
      rotation = await rotate(inside, api);
      return describeRotation(rotation);
    },
  };
  const spread = experiment({
    name: "key-spread",
    decide: () => {
      if (rotation === undefined) return Promise.resolve({ found: "the key was not replaced" });
      const { newAfter } = rotation;
      const found = describeRotation(rotation);
      return Promise.resolve({ value: newAfter !== undefined && newAfter <= SOON_MS ? "at-once" : "late", found });
    },
  });
  return { check, experiment: spread };
}

async function rotate(inside: Inside, api: Api): Promise<Rotation> {
  const { stack, pace } = inside;
  const old = await keyOf(inside);
  const updating = new AbortController();
  const update = stack.up({ replacesKey: true }).finally(() => {
    updating.abort();
  });
  let [meanwhile, refusedMeanwhile] = [0, 0];
  const load = (async () => {
    while (!updating.signal.aborted) {
      meanwhile += 1;
      if (!(await isTaken(api, old))) refusedMeanwhile += 1;
      await delay(pace.pollMs);
    }
  })();
  await Promise.all([update, load]);
  const next = await keyOf(inside);
  if (next === old) throw new Mismatch("the connector's file has the same key as before");
  const start = performance.now();
  const [newAfter, oldUntil] = await Promise.all([
    firstTime(inside, start, () => isTaken(api, next)),
    firstTime(inside, start, async () => !(await isTaken(api, old))),
  ]);
  if (newAfter === undefined) throw new Mismatch(`the new key is still refused after ${seconds(pace.patienceMs)}`);
  return { newAfter, oldUntil, meanwhile, refusedMeanwhile };
}

/** Whether a key opens the API. @throws Mismatch if the answer says neither */
async function isTaken(api: Api, key: string): Promise<boolean> {
  const { answer } = await api.send({ headers: { "x-api-key": key } });
  if (answer.status === 200) return true;
  if (answer.status === 403) return false;
  throw new Mismatch(`expected 200 or 403, got ${describe(answer)}`);
}

/** Milliseconds from the start to the first look that is true; undefined if none is in time. */
async function firstTime(
  { pace, signal }: Inside,
  start: number,
  look: () => Promise<boolean>,
): Promise<number | undefined> {
  for (;;) {
    signal.throwIfAborted();
    const at = performance.now() - start;
    if (await look()) return at;
    if (at >= pace.patienceMs) return undefined;
    await delay(pace.pollMs, undefined, { signal });
  }
}

/** The key in the connector's file. */
async function keyOf({ stack }: Inside): Promise<string> {
  const { pipelines, connectorConfig } = await stack.outputs();
  const file = readConnectorFile(connectorConfig[stack.region] ?? "", pipelines[stack.region]?.endpoint ?? "");
  return headerIn(file.destinations[0]?.headers ?? {}, "x-api-key") ?? "";
}

const describeRotation = ({ newAfter = 0, oldUntil, meanwhile, refusedMeanwhile }: Rotation): string =>
  `the new key opens the API ${seconds(newAfter)} after the update, the old one ` +
  `${oldUntil === undefined ? "still does" : `is refused ${seconds(oldUntil)} after it`}; ` +
  `${refusedMeanwhile} of ${meanwhile} records with the old key were refused during the update`;
