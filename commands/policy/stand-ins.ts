import type { StandIn } from "@aerospike-kinesis/local-aws";

import type { SourcePosition } from "./source-position";
import { nameOf, typeOf } from "./urn";

/** What a report says of the resources that the local AWS did not create. */
export interface StandInWords {
  /** Resources that the local AWS does not model. Only the policies have judged them. */
  readonly notes: readonly string[];
  /** Resources that the local AWS refuses, because AWS would, or because it does not model a value. */
  readonly problems: readonly string[];
}

/**
 * Names the resources that the local AWS did not create, each with its line. Resources with the same reason are in one
 * sentence.
 * @param standIns in the order in which they were created
 * @param positions by URN
 * @returns what to report
 */
export function describeStandIns(
  standIns: readonly StandIn[],
  positions: ReadonlyMap<string, SourcePosition>,
): StandInWords {
  const notes = new Map<string, Set<string>>();
  const problems: string[] = [];
  for (const { urn, reason, details = "" } of standIns) {
    const type = typeOf(urn) ?? "";
    const place = placeOf(urn, positions.get(urn));
    if (reason === "refused") {
      problems.push(`The local AWS refuses ${place}: ${details}`);
      continue;
    }
    const words = {
      type: `The local AWS does not model ${type}`,
      properties: `The local AWS does not model ${details} of ${type}`,
      follows: `The local AWS cannot make a ${type} that refers to what it does not have`,
    }[reason];
    notes.set(words, (notes.get(words) ?? new Set()).add(place));
  }
  return {
    notes: [...notes].map(
      ([words, places]) => `${words}: judged from the program's values alone: ${[...places].join(", ")}.`,
    ),
    problems,
  };
}

function placeOf(urn: string, position: SourcePosition | undefined): string {
  return position ? `${nameOf(urn)} (${position.file}:${position.line})` : nameOf(urn);
}
