/** What a check found. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
}
