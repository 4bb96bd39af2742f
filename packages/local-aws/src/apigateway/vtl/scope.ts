import type { Value } from "./values";

/** What a rendering knows and has written so far. */
export class Scope {
  text = "";

  constructor(readonly variables: Map<string, Value>) {}
}
