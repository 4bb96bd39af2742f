import type { Attack } from "../harness/attack";
import { echoes } from "./echoes";
import { otherWays } from "./other-ways";
import { statusOverrides } from "./status-overrides";
import { statuses } from "./statuses";
import { successes } from "./successes";

/** The API answers 2xx though Kinesis stored nothing, or says what Kinesis said. */
export const answers: readonly Attack[] = [...statuses, ...statusOverrides, ...successes, ...otherWays, ...echoes];
