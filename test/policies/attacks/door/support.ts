import type { Attack } from "../harness/attack";
import { mine, type Parts } from "../mine";

/** An attack that opens another way to the stream. */
export const door = (name: string, breaks: string, parts: Omit<Parts, "name">): Attack =>
  mine({
    name: `door-${name}`,
    kind: "door",
    breaks,
    expect: "every way to the stream is authenticated and https",
    ...parts,
  });
