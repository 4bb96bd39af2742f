/** Something that an emulator of AWS does in another way than AWS documents. It is no fault of the API under test. */
export interface KnownDifference {
  /** The names of the checks that fail for it. */
  readonly checks: readonly string[];
  /** What these checks find, or each single problem of a check that lists several. */
  readonly found: RegExp;
  /** What the emulator does, in one sentence. */
  readonly reason: string;
}

/** The known differences of one emulator. */
export interface Emulator {
  /** For people. */
  readonly title: string;
  readonly differences: readonly KnownDifference[];
}
