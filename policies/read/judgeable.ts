import { isNotKnownYet } from "./resource";
import { Unreadable } from "./unreadable";

/**
 * Whether an error says that something cannot be judged, and not that the pack is wrong.
 * @param error Any error.
 * @returns Whether a value is not known yet, or cannot be read.
 */
export const isNotJudgeable = (error: unknown): error is Error => isNotKnownYet(error) || error instanceof Unreadable;

/**
 * Whether a test holds of one of several things. One that cannot be judged hides no other, so their order does not matter: the
 * engine registers resources in any order.
 * @param all What is tested.
 * @param holds The test.
 * @returns Whether it holds of one at least.
 * @throws What the test threw of the first that cannot be judged, if it holds of no other.
 */
export function holdsOfSome<T>(all: readonly T[], holds: (one: T) => boolean): boolean {
  let notJudged: Error | undefined;
  for (const one of all) {
    try {
      if (holds(one)) return true;
    } catch (error) {
      if (!isNotJudgeable(error)) throw error;
      notJudged ??= error;
    }
  }
  if (notJudged) throw notJudged;
  return false;
}
