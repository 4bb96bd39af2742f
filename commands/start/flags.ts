import { type ChangeNotification, readNotifications, SAMPLES } from "@aerospike-kinesis/esp-simulator";
import type { Assumptions } from "@aerospike-kinesis/local-aws";
import { FAULT_NAMES, type FaultRule, parseFaultRules } from "@aerospike-kinesis/local-aws/faults";
import { findStages, shortName } from "@aerospike-kinesis/pulumi-engine";

import { UsageError } from "../shared/errors";
import { readAll } from "../shared/flags/read-all";
import { requireKnownStages } from "../shared/known-stages";
import { requireNew } from "../shared/output-file";
import { PROJECT } from "../shared/project";
import { readAssumptions } from "../shared/read-assumptions";
import { listenAddress } from "./listen-address";

/** The flags of `npm start` as they were typed. */
export interface StartFlags {
  readonly stage: string;
  readonly input?: string | undefined;
  readonly once?: boolean | undefined;
  readonly assumptions?: string | undefined;
  readonly faults?: string | undefined;
  readonly "faults-region"?: string | undefined;
  readonly record?: string | undefined;
  readonly listen?: string | undefined;
}

/** What `npm start` is to do. */
export interface StartRequest {
  readonly stage: string;
  /** Whether to end after the records were read back. */
  readonly onlyOnce: boolean;
  /** Undefined if they come from stdin. */
  readonly notifications: readonly ChangeNotification[] | undefined;
  readonly assumptions: Partial<Assumptions>;
  /** Undefined if no faults were asked for. */
  readonly faultRules: readonly FaultRule[] | undefined;
  readonly faultsRegion: string | undefined;
  /** The file for what a connector sends. Undefined: nothing is recorded. */
  readonly record: string | undefined;
  /** Where API Gateway listens. Undefined: on loopback. */
  readonly gatewayAddress: string | undefined;
}

/**
 * Reads the flags and the files that they name.
 * @param flags as they were typed
 * @returns what to do
 * @throws UsageError with every problem
 */
export async function readFlags(flags: StartFlags): Promise<StartRequest> {
  const { stage, once = false, input = SAMPLES, assumptions, faults, listen, record } = flags;
  const { "faults-region": faultsRegion } = flags;
  const read = await readAll({
    stage: async () => {
      requireKnownStages(await findStages(PROJECT), [stage]);
    },
    faultRules: () => (faults === undefined ? undefined : parseFaultRules(faults, FAULT_NAMES)),
    faultsRegion: () => {
      if (faultsRegion === undefined || faults !== undefined) return;
      throw new UsageError("--faults-region: expected it with --faults RULES, which says what fails there.");
    },
    record: () => {
      if (record === undefined) return undefined;
      if (once) {
        throw new UsageError("--record: expected it without --once, because it records while npm start keeps running.");
      }
      return requireNew("--record", record);
    },
    gatewayAddress: () => (listen === undefined ? undefined : listenAddress(listen)),
    assumptions: () => readAssumptions(assumptions),
    notifications: () => (input === "-" ? undefined : readNotifications(input, Date.now())),
  });
  return { ...read, stage: shortName(stage), onlyOnce: once, faultsRegion, record };
}
