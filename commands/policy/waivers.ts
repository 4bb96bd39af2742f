import type { Configuration } from "./configuration";
import type { WeakenedPart } from "./weakening";

interface Waiver {
  readonly rule: string;
  readonly resource: string;
  readonly reason?: string;
  readonly expires?: string;
}

/**
 * The waivers that are new, or that last longer than before.
 * @param before the other configuration
 * @param after the configuration
 * @returns each with its reason
 */
export function addedWaivers(before: Configuration, after: Configuration): readonly WeakenedPart[] {
  const known = waiversIn(before);
  return waiversIn(after).flatMap(({ rule, resource, reason = "no reason", expires = "no day" }) => {
    const earlier = known.find((waiver) => waiver.rule === rule && waiver.resource === resource);
    const { expires: until = "" } = earlier ?? {};
    if (earlier !== undefined && expires <= until) return [];
    const what = earlier === undefined ? "is waived" : `is waived for longer than until ${until}`;
    return [
      {
        change: "waiver",
        policy: rule,
        key: resource,
        words: `${rule} ${what} for ${resource}, until ${expires}: ${reason.trim()}`,
      },
    ];
  });
}

/** The waivers in a configuration that the pack's check accepts. */
function waiversIn({ waivers }: Configuration): readonly Waiver[] {
  const list = typeof waivers === "object" ? waivers.list : undefined;
  return Array.isArray(list) ? (list as Waiver[]) : [];
}
