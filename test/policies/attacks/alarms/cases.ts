import type { Attack } from "../harness/attack";
import { actions } from "./actions";
import { composites } from "./composites";
import { conditions } from "./conditions";
import { listeners } from "./listeners";
import { metricFilters } from "./metric-filters";
import { topicKeys } from "./topic-keys";
import { topics } from "./topics";

/** Alarms see what they watch, go off when they should, and somebody hears of it. */
export const alarms: readonly Attack[] = [
  ...actions,
  ...composites,
  ...conditions,
  ...listeners,
  ...metricFilters,
  ...topicKeys,
  ...topics,
];
