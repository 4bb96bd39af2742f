import { headerIn } from "../shared/header-in";
import type { Target } from "./target";

/**
 * What no line and no report may hold.
 * @param target with its keys
 * @returns the keys, and each without its last character: a check sends that, and an answer can repeat it
 */
export const keysOf = (target: Target): string[] =>
  [target, ...target.otherDestinations].flatMap(({ headers }) => {
    const key = headerIn(headers, "x-api-key") ?? "";
    return [key, key.slice(0, -1)];
  });
