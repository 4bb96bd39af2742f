import type { Waiver } from "./waivers";

/** A finding that a waiver covers. */
export interface WaivedFinding {
  readonly rule: string;
  readonly urn: string;
  readonly found: string;
  readonly waiver: Waiver;
}

/** A rule that met a value which is not known before AWS assigns it. */
export interface UnevaluatedRule {
  readonly rule: string;
  readonly urn: string;
}

/**
 * What one run of the pack remembers from one policy to the next. The enforcement level belongs to a policy, not to a
 * finding: a mandatory rule can only keep silent about what is waived or cannot be judged yet, so it notes that here, and
 * advisory policies at the end of the list say it.
 */
export class RunNotes {
  #waivers: readonly Waiver[] = [];
  readonly #waived = new Map<string, WaivedFinding>();
  readonly #notEvaluated = new Map<string, UnevaluatedRule>();

  /** Begins a run. `pulumi up` has two in one process: its preview and the update. */
  begin(waivers: readonly Waiver[]): void {
    this.#waivers = waivers;
    this.#waived.clear();
    this.#notEvaluated.clear();
  }

  noteWaived(waived: WaivedFinding): void {
    this.#waived.set(JSON.stringify([waived.rule, waived.urn, waived.found]), waived);
  }

  noteNotEvaluated(note: UnevaluatedRule): void {
    this.#notEvaluated.set(JSON.stringify([note.rule, note.urn]), note);
  }

  get waivers(): readonly Waiver[] {
    return this.#waivers;
  }

  get waivedFindings(): readonly WaivedFinding[] {
    return [...this.#waived.values()];
  }

  get unevaluatedRules(): readonly UnevaluatedRule[] {
    return [...this.#notEvaluated.values()];
  }
}
