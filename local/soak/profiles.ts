import type { FaultName, FaultRule } from "../aws/faults";
import { redeploy, restartConnectors, restartGateway, type Action } from "./actions";

/** What goes wrong while records flow. */
export interface Profile {
  readonly name: string;
  /** Faults, for a run of so many records. @defaultValue none */
  readonly faults?: (records: number) => readonly FaultRule[];
  /** Done once half of the records are acknowledged; more of them come until it is done. @defaultValue nothing */
  readonly action?: Action;
  /** Share of the records that have one and the same partition key. @defaultValue 0 */
  readonly hotShare?: number;
  /** What the shards take, as a share of what AWS's take, for a run of so many records. @defaultValue 1 */
  readonly shardRateScale?: (records: number) => number;
}

/** A share of the requests fails, all the time. */
const some = (fault: FaultName, rate: number): Profile => ({ name: fault, faults: () => [{ fault, rate }] });

/** Every request fails, until half as many have failed as there are records. */
const outage = (fault: FaultName): Profile => ({
  name: fault,
  faults: (records) => [{ fault, count: Math.ceil(records / 2) }],
});

/** Every request fails for a while, from the start: on a quick machine a few hundred records are stored in less. */
const pause = (fault: FaultName): Profile => ({ name: fault, faults: () => [{ fault, fromMs: 0, untilMs: 800 }] });

const EVERYTHING: readonly FaultRule[] = [
  { fault: "ProvisionedThroughputExceeded", rate: 0.05 },
  { fault: "KMSThrottling", rate: 0.02 },
  { fault: "AccessDenied", rate: 0.03 },
  { fault: "InternalFailure", rate: 0.04 },
  { fault: "ServiceUnavailable", rate: 0.04 },
  { fault: "garbage", rate: 0.03 },
  { fault: "reset-before-stored", rate: 0.04 },
  { fault: "reset-after-stored", rate: 0.04 },
  { fault: "answered-too-late", rate: 0.01 },
  { fault: "stored-too-late", rate: 0.01 },
  { fault: "plan-throttled", rate: 0.02 },
  { fault: "empty-5xx", rate: 0.03 },
  { fault: "gateway-reset-before", rate: 0.02 },
  { fault: "gateway-reset-after", rate: 0.02 },
  { fault: "gateway-too-late", rate: 0.01 },
];

/** Every fault by itself, what happens to a pipeline beside them, and all of it at once. */
export const PROFILES: readonly Profile[] = [
  { name: "calm" },
  some("ProvisionedThroughputExceeded", 0.25),
  some("LimitExceeded", 0.25),
  some("KMSThrottling", 0.25),
  outage("KMSDisabled"),
  outage("KMSAccessDenied"),
  outage("AccessDenied"),
  outage("ResourceNotFound"),
  some("InternalFailure", 0.2),
  pause("ServiceUnavailable"),
  some("garbage", 0.2),
  some("reset-before-stored", 0.1),
  some("reset-after-stored", 0.1),
  some("answered-too-late", 0.1),
  some("stored-too-late", 0.1),
  { name: "hot-partition-key", hotShare: 0.4, shardRateScale: (records) => Math.min(0.05, records / 10_000) },
  outage("key-not-spread"),
  some("plan-throttled", 0.25),
  some("empty-5xx", 0.2),
  some("gateway-reset-before", 0.1),
  some("gateway-reset-after", 0.1),
  some("gateway-too-late", 0.1),
  { name: "gateway-restart", action: restartGateway },
  { name: "connector-restart", action: restartConnectors },
  { name: "redeployment", action: redeploy },
  {
    name: "everything",
    faults: () => EVERYTHING,
    action: async (running) => {
      await restartConnectors(running);
      await restartGateway(running);
    },
  },
];
