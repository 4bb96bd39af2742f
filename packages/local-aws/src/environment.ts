import { randomInt } from "node:crypto";

/** What is random or timed in the local AWS, handed in so that tests are exact. */
export interface Environment {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A string of `length` characters, each from `alphabet`. */
  readonly randomString: (length: number, alphabet: string) => string;
}

export const LOWERCASE_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
export const HEX = "0123456789abcdef";

/** The clock and the random numbers of this machine. */
export const realEnvironment: Environment = {
  now: Date.now,
  randomString: (length, alphabet) =>
    Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join(""),
};
