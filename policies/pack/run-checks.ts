import { isNotKnownYet, PartNotKnownYet } from "../read/resource";
import { Unreadable } from "../read/unreadable";
import type { CheckResult, RuleMetadata } from "./rule";
import type { RunNotes } from "./run-notes";
import { withSourceLines } from "./source-lines";
import { covers } from "./waivers";

/**
 * Runs the checks of a rule on one resource, each by itself: one that meets a value that is not known yet does not silence
 * the others, and a part that is not known does not silence the rest of it. Returns the findings to report; what is waived or not evaluated goes to the notes.
 */
export function runChecks(
  rule: RuleMetadata,
  urn: string,
  checks: readonly (() => CheckResult)[],
  notes: RunNotes,
): readonly string[] {
  // Checks of one rule read the same: what they cannot read is said once.
  const faults = new Set<string>();
  const judged = checks.flatMap((check) => {
    try {
      return check() ?? [];
    } catch (error) {
      if (isNotKnownYet(error)) notes.noteNotEvaluated({ rule: rule.name, urn });
      else faults.add(faultOf(error));
      return error instanceof PartNotKnownYet ? error.found : [];
    }
  });
  const findings = [...judged, ...faults];
  const waiver = notes.waivers.find((candidate) => covers(candidate, rule.name, urn));
  if (waiver === undefined) return findings;
  for (const found of findings) notes.noteWaived({ rule: rule.name, urn, found, waiver });
  return [];
}

/**
 * The finding of a check that can say neither yes nor no. An error that is let out would end the engine's run, and one that
 * is dropped would let everything pass. Its own message could quote a secret and is not shown.
 */
function faultOf(error: unknown): string {
  if (error instanceof Unreadable) return `could not be read, so this rule cannot judge it: ${error.message}.`;
  return `could not be evaluated: ${describe(error)}. This is a fault of the policy pack: please report it.`;
}

/** An error's class, and the function of this pack that it comes from: `RangeError in takeGroup (read/scanning/syntax.ts)`. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return "an error of no class";
  const [, name = "", file] =
    /at (?:new )?([\w.#<>]*) ?\(?[^\n]*[/\\]((?:read|rules|pack)[/\\][\w./\\-]+\.ts)/.exec(
      withSourceLines(error.stack ?? ""),
    ) ?? [];
  if (file === undefined) return error.constructor.name;
  return `${error.constructor.name} in ${name === "" ? "a function" : name} (${file.replaceAll("\\", "/")})`;
}
