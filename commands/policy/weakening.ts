import type { Configuration } from "./configuration";
import type { Pack } from "./pack";
import type { SourcePosition } from "./source-position";

/** A part of a configuration that is weaker than the same part of another. */
export interface Weakening {
  /** What it is compared with, e.g. `the pack's defaults` or `origin/main`. */
  readonly comparedWith: string;
  /** The policy's name. For a waiver, the name of the rule that it covers. */
  readonly policy: string;
  /**
   * `removed`: the pack no longer has the policy. `disabled` and `lowered`: its level. `laxer`: one of its settings is
   * less strict. `changed`: a setting that is either stricter or less strict. `waiver`: a waiver that is new or lasts
   * longer.
   */
  readonly change: "removed" | "disabled" | "lowered" | "laxer" | "changed" | "waiver";
  /** What changed, in one sentence. */
  readonly words: string;
  /** Where it is configured. Absent if the pack itself changed. */
  readonly position?: SourcePosition;
}

/** A pack with its configuration. */
export interface ConfiguredPack {
  readonly pack: Pack;
  readonly configuration: Configuration;
}

/** A weakening without what it is compared with. */
export type WeakenedPart = Omit<Weakening, "comparedWith" | "position"> & {
  /** A text by which the part is found in the configuration's file. */
  readonly key: string;
};
