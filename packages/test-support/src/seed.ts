import { createHash } from "node:crypto";

/** What random tests start from. `npm test` prints it at its end, and `SEED=<number> npm test` repeats the run. */
const seed = (): string => {
  const { SEED } = process.env;
  if (SEED === undefined) throw new Error("No SEED is set: Mocha requires test/support/seed.cjs, which sets it.");
  return SEED;
};

/**
 * Random bytes that are the same for the same seed.
 * @param length how many
 * @returns the bytes
 * @throws Error outside of Mocha
 */
export const randomBytes = (length: number): Buffer =>
  createHash("shake256", { outputLength: length }).update(seed()).digest();
