import { setTimeout as delay } from "node:timers/promises";

/** What is random or timed in faults, handed in so that tests are exact. */
export interface FaultEnvironment {
  /** Milliseconds from some fixed point; never goes back. */
  readonly now: () => number;
  /** From 0 up to but not including 1. */
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/**
 * This machine's time, and random numbers that are the same for the same seed.
 * @param seed a whole number
 * @returns an environment for {@link createFaultInjector}
 */
export const realFaultEnvironment = (seed: number): FaultEnvironment => ({
  now: () => performance.now(),
  random: seededRandom(seed),
  // What waits here must not keep a process that is done alive.
  wait: (milliseconds) => delay(milliseconds, undefined, { ref: false }),
});

/**
 * Numbers from 0 up to but not including 1 that only look random: the same ones for the same seed.
 * A linear congruential generator with the constants of Knuth's MMIX; the upper half of its 64 bits is what is taken.
 * @param seed a number; its fraction does not count
 * @returns a function that returns the next number
 */
export function seededRandom(seed: number): () => number {
  let state = BigInt.asUintN(64, BigInt(Math.trunc(seed)));
  return () => {
    state = BigInt.asUintN(64, state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n);
    return Number(state >> 32n) / 2 ** 32;
  };
}
