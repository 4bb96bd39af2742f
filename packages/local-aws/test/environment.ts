import type { Environment } from "../src/environment";

/** A clock that stands still until it is moved, and characters that are counted through instead of drawn. */
export interface TestEnvironment extends Environment {
  time: number;
}

export function testEnvironment(time = Date.UTC(2026, 0, 1)): TestEnvironment {
  let drawn = 0;
  const environment: TestEnvironment = {
    time,
    now: () => environment.time,
    randomString: (length, alphabet) =>
      Array.from({ length }, () => alphabet.charAt(drawn++ % alphabet.length)).join(""),
  };
  return environment;
}
