import type { Attack } from "../harness/attack";
import { echoes } from "./echoes";
import { fronts } from "./fronts";
import { otherWays } from "./other-ways";
import { redirects } from "./redirects";
import { statusOverrides } from "./status-overrides";
import { statuses } from "./statuses";
import { successMappings } from "./success-mappings";
import { successes } from "./successes";

/** The API answers 2xx though Kinesis stored nothing, or says what Kinesis said. */
export const answer: readonly Attack[] = [
  ...echoes,
  ...fronts,
  ...otherWays,
  ...redirects,
  ...statusOverrides,
  ...statuses,
  ...successMappings,
  ...successes,
];
