import { isLike } from "../read/permissions/wildcard";

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

/** What waivers are held against. */
export interface WaiverTerms {
  /** The names of the rules there are. */
  readonly rules: readonly string[];
  readonly today: Date;
  /** How many days from today a waiver may last. */
  readonly maximumDays: number;
}

/** What is wrong with a waiver, or undefined. A waiver with a problem covers nothing. */
export function problemOf(waiver: Waiver, terms: WaiverTerms): string | undefined {
  if (!terms.rules.includes(waiver.rule)) return "names a rule that this pack does not have";
  if (!isNarrow(waiver.resource)) {
    return "names no resource and no type; its URN ends in ::<name> or in <type>::*, spelled out";
  }
  if (waiver.reason === undefined || waiver.reason.trim() === "") return "has no reason";
  return expiryProblem(waiver.expires, terms);
}

/** Whether a pattern spells out a name or a type: what is left to `*` alone is every resource. */
function isNarrow(pattern: string): boolean {
  const [name, type] = pattern.split("::").reverse();
  if (name === undefined || type === undefined) return false;
  const spelled = type.split(/[*$]/).at(-1) ?? "";
  // A URN begins with `urn:pulumi:<stack>`, which looks like a type.
  return !name.includes("*") || /^[\w-]+:(?!pulumi:)[\w/-]+:\w+$/.test(spelled);
}

function expiryProblem(expires: string | undefined, { today, maximumDays }: WaiverTerms): string | undefined {
  if (expires === undefined) return "has no expiry date";
  const lastMoment = new Date(`${expires}T23:59:59.999Z`);
  // V8 takes 2027-02-30 for the second of March.
  if (Number.isNaN(lastMoment.getTime()) || dateOf(lastMoment) !== expires) {
    return `has ${JSON.stringify(expires)} as its expiry date; a date is written as 2026-12-31`;
  }
  if (lastMoment < today) return `expired on ${expires}`;
  const latest = new Date(today);
  latest.setUTCDate(today.getUTCDate() + maximumDays);
  if (expires <= dateOf(latest)) return undefined;
  return `expires on ${expires}; with ${maximumDays} days at most, ${dateOf(latest)} is the last day`;
}

/** e.g. `2026-12-31`, in UTC. */
const dateOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** Whether the waiver is meant for this rule on this resource. */
export function covers(waiver: Waiver, rule: string, urn: string): boolean {
  return waiver.rule === rule && matchesUrn(urn, waiver.resource);
}

/** A name may have `::` in it: what a pattern says of the name must be the whole name, or `x::plan` would be waived as `plan`. */
function matchesUrn(urn: string, pattern: string): boolean {
  const [, before = "", name = ""] = /^(urn:pulumi:[^:]*::[^:]*::.*?)::(.*)$/s.exec(urn) ?? [];
  const parts = pattern.split("::");
  return parts.some(
    (_, index) =>
      index > 0 && isLike(before, parts.slice(0, index).join("::")) && isLike(name, parts.slice(index).join("::")),
  );
}

/** A waiver as a message names it. */
export function describeWaiver({ rule, resource }: Waiver): string {
  return `the waiver of ${JSON.stringify(rule)} for ${JSON.stringify(resource)}`;
}
