import type { Attack } from "../harness/attack";
import { attack, KEPT, options } from "./support";

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
    attack(`deletes-${name!}-first`, FIRST, options(resource!, { deleteBeforeReplace: true })),
  ),
  ...[
    ["stream", "stream"],
    ["api", "api"],
    ["key", "key"],
    ["secret", "connector"],
  ].map(([name, resource]) => attack(`unprotected-${name!}`, PROTECTED, options(resource!, { protect: false }))),
  attack(
    "aliases-of-another-stack",
    KEPT,
    options("stream", {
      aliases: ["urn:pulumi:dev::aerospike-kinesis::aws:kinesis/stream:Stream::ingest-ap-south-1-stream-orders"],
    }),
  ),
];
