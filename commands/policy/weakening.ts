import type { Configuration } from "./configuration";
import type { Pack } from "./pack";
import type { SourcePosition } from "./source-position";

/** A part of a configuration that asks for less than the same part of another. */
export interface Weakening {
  /** What it is compared with, e.g. `the pack's defaults` or `origin/main`. */
  readonly comparedWith: string;
  /** The policy's name; of a waiver, the name of the rule that it covers. */
  readonly policy: string;
  /**
   * `removed`: the pack has the policy no more. `disabled` and `lowered`: its level. `laxer`: one of its settings.
   * `changed`: a setting of which nobody can say in which direction. `waiver`: one that is new or holds longer.
   */
  readonly change: "removed" | "disabled" | "lowered" | "laxer" | "changed" | "waiver";
  /** What changed, in one sentence. */
  readonly words: string;
  /** Where it is configured; absent for what the pack itself changes. */
  readonly position?: SourcePosition;
}

/** A pack with its configuration. */
export interface ConfiguredPack {
  readonly pack: Pack;
  readonly configuration: Configuration;
}

/** A weakening before somebody says what it is compared with. */
export type WeakenedPart = Omit<Weakening, "comparedWith" | "position"> & {
  /** A text by which the part is found in the configuration's file. */
  readonly key: string;
};
