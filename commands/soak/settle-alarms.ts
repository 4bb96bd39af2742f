import { type Configuration, startConnector } from "@aerospike-kinesis/esp-simulator";

import type { SoakTarget } from "./target";
import { createWorkload } from "./workload";

/** An alarm that looks at ten minutes forgets what was there before: CloudWatch looks at two periods more. */
const MINUTES = 13;

/**
 * Lets some minutes pass in which everything works: one record is stored in each. So every profile begins with alarms that
 * are off, also the one on silence. The records are none of the profile's.
 * @param target the deployed pipeline, in which no fault is on
 * @param configuration of a connector
 */
export async function settleAlarms(target: SoakTarget, configuration: Configuration): Promise<void> {
  const startsAt = Date.now();
  const workload = createWorkload({
    name: `before ${startsAt}`,
    records: MINUTES,
    keys: MINUTES,
    seed: 1,
    startsAt,
    deletes: false,
    hotShare: 0,
  });
  const connector = startConnector({ configuration, ca: target.aws.ca });
  target.trouble.minutes.setRequestsPerMinute(1);
  try {
    for (let minute = 0; minute < MINUTES; minute += 1) await connector.ship(workload.at(minute));
  } finally {
    connector.stop();
  }
}
