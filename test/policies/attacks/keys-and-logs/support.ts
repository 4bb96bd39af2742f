import type { Attack } from "../harness/attack";
import { type Mine, mine, type Parts } from "../mine";
import { ACCOUNT } from "../shared";

/** An attack on keys, topics and logs. */
export const keep = (name: string, breaks: string, parts: Omit<Parts, "name">): Attack =>
  mine({
    name: `keep-${name}`,
    kind: "keys-and-logs",
    breaks,
    expect: "keys, topics and logs are closed",
    otherRules: ["stage-no-cache", "stage-deployment", "resource-region-allowed"],
    ...parts,
  });

/** The same of resources that it adds. */
export const add = (name: string, breaks: string, make: (b: Mine) => unknown): Attack =>
  keep(name, breaks, { add: (b) => make(b) });

/** A key of the account that the stack does not have. */
export const KEY = `arn:aws:kms:ap-south-1:${ACCOUNT}:key/5f2c0000-0000-0000-0000-000000000000`;

/** An account that is not the stack's. */
export const OTHER = "999988887777";
