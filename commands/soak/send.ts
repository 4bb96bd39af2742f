import { setTimeout as delay } from "node:timers/promises";

import { MINUTE_MS } from "../shared/durations";
import { ACTIONS, BETWEEN } from "./actions";
import type { DeliveryLog } from "./delivery-log";
import type { Flow } from "./flow";
import { type Minutes, requestsPerMinute } from "./minutes";
import type { Schedule } from "./schedule";
import type { Workload } from "./workload";

export interface Sending {
  readonly flow: Flow;
  readonly workload: Workload;
  readonly deliveryLog: Pick<DeliveryLog, "acknowledged">;
  /** How many records to send at least. More are sent while an action must still be done. */
  readonly records: number;
  readonly schedule: Schedule;
  readonly minutes: Pick<Minutes, "now" | "setRequestsPerMinute">;
  /** Aborted when the time for faults is over. */
  readonly over: AbortSignal;
}

/** Milliseconds between two records while an action must still be done. */
export const TRICKLE_MS = 20;
/** Milliseconds between two checks for an action that is due. */
const TURN_MS = 100;
const POLL_MS = 10;

/**
 * Writes the records, and does the planned actions meanwhile. Resolves when everything is acknowledged, or when XDR is
 * stopped.
 * @param sending the records, the flow that takes them, and the schedule
 * @returns when all is acknowledged, or the time is over
 */
export async function send({ flow, workload, deliveryLog, records, schedule, minutes, over }: Sending): Promise<void> {
  const half = Math.floor(records / 2);
  const waitForCount = async (count: () => number, goal: number): Promise<void> => {
    while (count() < goal && !over.aborted) await delay(POLL_MS);
  };
  const running = {
    ...flow,
    requestsPerMinute: requestsPerMinute(records),
    setRequestsPerMinute: minutes.setRequestsPerMinute,
    waitForAcknowledged: (more: number) => waitForCount(deliveryLog.acknowledged, deliveryLog.acknowledged() + more),
    waitForFailed: (more: number) => waitForCount(flow.failedAttempts, flow.failedAttempts() + more),
    waitForMinutes: (more: number) => waitForCount(minutes.now, minutes.now() + more * MINUTE_MS),
  };
  const act = async (): Promise<void> => {
    const isDue = (): boolean => schedule.isPending() || (schedule.isOpen() && deliveryLog.acknowledged() < records);
    while (isDue() && !over.aborted) {
      const due = schedule.next(deliveryLog.acknowledged() >= half);
      if (due === undefined) {
        await delay(TURN_MS);
        continue;
      }
      await ACTIONS[due.action](running);
      await running.waitForAcknowledged(BETWEEN);
      due.done();
    }
  };
  const write = async (): Promise<void> => {
    const isDue = (index: number): boolean => index < records || (schedule.isPending() && index < workload.records);
    for (let index = 0; isDue(index) && !over.aborted; index += 1) {
      await flow.xdr.write(workload.at(index));
      if (schedule.isPending() && index >= half) await delay(TRICKLE_MS);
    }
  };
  await Promise.all([act(), write()]);
  await flow.xdr.waitUntilSettled();
}
