import { isDeepStrictEqual } from "node:util";

import { type Configuration, levelOf } from "./configuration";
import { isLaxer } from "./laxer";
import type { Level, Policy } from "./pack";
import { addedWaivers } from "./waivers";
import type { ConfiguredPack, WeakenedPart, Weakening } from "./weakening";

/**
 * The parts of a configuration that are weaker than before.
 * @param before what it is compared with
 * @param after the pack and configuration that judge a stage
 * @returns what is weaker, in the order of the policies
 */
export function weakenedParts(before: ConfiguredPack, after: ConfiguredPack): readonly WeakenedPart[] {
  const now = new Map(after.pack.policies.map((policy) => [policy.name, policy]));
  return [
    ...before.pack.policies.flatMap((policy) => {
      const old = { policy, level: levelOf(policy, before.configuration) };
      const current = now.get(policy.name);
      const parts =
        current === undefined
          ? removed(old)
          : [
              ...loweredLevel(old, levelOf(current, after.configuration)),
              ...weakenedSettings(before.configuration, { ...after, policy: current, old: policy }),
            ];
      return parts.map((part) => ({ ...part, policy: policy.name, key: policy.name }));
    }),
    ...addedWaivers(before.configuration, after.configuration),
  ];
}

type Part = Pick<Weakening, "change" | "words">;

/** How strict a level is. A policy that remediates blocks if it leaves something wrong. */
const RANKS: Readonly<Record<Level, number>> = { disabled: 0, advisory: 1, remediate: 2, mandatory: 2 };

interface Leveled {
  readonly policy: Policy;
  readonly level: Level;
}

const removed = ({ policy, level }: Leveled): readonly Part[] =>
  level === "disabled" ? [] : [{ change: "removed", words: `${policy.name} is gone from the pack; it was ${level}.` }];

function loweredLevel({ policy, level: before }: Leveled, after: Level): readonly Part[] {
  if (RANKS[after] >= RANKS[before]) return [];
  const change = after === "disabled" ? "disabled" : "lowered";
  return [{ change, words: `${policy.name} is ${after}; it was ${before}.` }];
}

function weakenedSettings(
  before: Configuration,
  { configuration, policy, old }: ConfiguredPack & { readonly policy: Policy; readonly old: Policy },
): readonly Part[] {
  if (levelOf(policy, configuration) === "disabled") return [];
  const [was, is] = [settingsIn(before, old), settingsIn(configuration, policy)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((name): readonly Part[] => {
    if (name === "list" || isDeepStrictEqual(was[name], is[name])) return [];
    const laxer = isLaxer(policy.settings[name], was[name], is[name]);
    if (laxer === false) return [];
    const values = `${JSON.stringify(is[name])}; it was ${JSON.stringify(was[name])}`;
    return laxer
      ? [{ change: "laxer", words: `${policy.name} asks for less: ${name} is ${values}.` }]
      : [{ change: "changed", words: `${policy.name} may ask for less: ${name} is ${values}.` }];
  });
}

function settingsIn(configuration: Configuration, { name, settings }: Policy): Readonly<Record<string, unknown>> {
  const entry = configuration[name];
  const given = Object.entries(typeof entry === "object" ? entry : {}).filter(([key]) => key !== "enforcementLevel");
  const defaults = Object.entries(settings).map(([key, setting]): [string, unknown] => [key, setting.default]);
  return Object.fromEntries([...defaults, ...given]);
}
