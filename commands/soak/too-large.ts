import { type Configuration, digestOf, startConnector } from "@aerospike-kinesis/esp-simulator";

import type { SoakTarget } from "./target";
import { ROUTED } from "./workload";

/** API Gateway takes a body of 10 MB. */
const BYTES = 11_000_000;

/**
 * Sends one record that is larger than API Gateway takes, by a connector of its own: XDR would send it for ever, and
 * nothing behind it in its partition.
 * @param target the deployed pipeline
 * @param configuration of a connector
 * @throws Error if the answer is not 413
 */
export async function sendTooLarge(target: Pick<SoakTarget, "aws">, configuration: Configuration): Promise<void> {
  const connector = startConnector({ configuration, ca: target.aws.ca });
  try {
    const { status } = await connector.ship({
      op: "write",
      ...ROUTED,
      digest: digestOf(ROUTED.set, "too large"),
      lut: Date.now(),
      userKey: "too large",
      gen: 1,
      exp: 0,
      bins: new Map([["blob", "x".repeat(BYTES)]]),
    });
    if (status !== 413) throw new Error(`API Gateway answered ${status} to a body of ${BYTES} bytes, not 413`);
  } finally {
    connector.stop();
  }
}
