import { KEPT, undoAttack, withOptions } from "../build/undo";
import type { Attack } from "../harness/attack";

const FIRST = "What clients use is made anew before the old one is deleted.";
const PROTECTED = "In stage prod, what cannot be made again is protected.";

/** What is deleted first, or can be deleted. */
export const deletions: readonly Attack[] = [
  ...[
    ["api", "api"],
    ["deployment", "api-deployment"],
    ["stage", "api-stage"],
    ["key", "key"],
    ["stream", "stream"],
    ["secret", "connector"],
  ].map(([name, resource]) =>
    undoAttack(`deletes-${name!}-first`, FIRST, withOptions(resource!, { deleteBeforeReplace: true })),
  ),
  ...[
    ["stream", "stream"],
    ["api", "api"],
    ["key", "key"],
    ["secret", "connector"],
  ].map(([name, resource]) =>
    undoAttack(`unprotected-${name!}`, PROTECTED, withOptions(resource!, { protect: false })),
  ),
  undoAttack(
    "aliases-of-another-stack",
    KEPT,
    withOptions("stream", {
      aliases: ["urn:pulumi:dev::aerospike-kinesis::aws:kinesis/stream:Stream::ingest-ap-south-1-stream-orders"],
    }),
  ),
];
