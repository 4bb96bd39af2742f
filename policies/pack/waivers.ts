import { isLike } from "../read/wildcard";

/** A finding that somebody decided to live with, for a while. */
export interface Waiver {
  /** The name of the rule that is waived. */
  readonly rule: string;
  /** The URN of the resource; `*` stands for any characters. */
  readonly resource: string;
  /** Why: whoever reads the build's log reads this. */
  readonly reason?: string;
  /** The last day it holds, in UTC: `2026-12-31`. */
  readonly expires?: string;
}

/** What is wrong with a waiver, or undefined. A waiver with a fault covers nothing. */
export function faultOf(waiver: Waiver, rules: readonly string[], today: Date): string | undefined {
  if (!rules.includes(waiver.rule)) return "names a rule that this pack does not have";
  if (waiver.resource.replaceAll("*", "") === "") return "names every resource; a waiver names one, or a few";
  if (waiver.reason === undefined || waiver.reason.trim() === "") return "has no reason";
  if (waiver.expires === undefined) return "has no expiry date";
  const lastMoment = new Date(`${waiver.expires}T23:59:59.999Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(waiver.expires) || Number.isNaN(lastMoment.getTime())) {
    return `has ${JSON.stringify(waiver.expires)} as its expiry date; a date is written as 2026-12-31`;
  }
  return lastMoment < today ? `expired on ${waiver.expires}` : undefined;
}

/** Whether the waiver is meant for this rule on this resource. */
export function covers(waiver: Waiver, rule: string, urn: string): boolean {
  return waiver.rule === rule && isLike(urn, waiver.resource);
}

/** A waiver as a message names it. */
export function nameOfWaiver({ rule, resource }: Waiver): string {
  return `the waiver of ${JSON.stringify(rule)} for ${JSON.stringify(resource)}`;
}
