import type { Api } from "./api";

/** One check of the black box. */
export interface Check {
  readonly name: string;
  /** @returns what was found, in a few words @throws Mismatch if a promise is broken */
  readonly run: (api: Api) => Promise<string>;
}
