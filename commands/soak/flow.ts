import { setTimeout as delay } from "node:timers/promises";

import type { Configuration, Shipper } from "@aerospike-kinesis/esp-simulator";
import { startConnector, startXdr, type Xdr, type XdrOptions } from "@aerospike-kinesis/esp-simulator";

import type { RunningPipeline } from "./actions";
import { deleteStream } from "./delete-stream";
import { readFirstRecords } from "./read-first-records";
import type { SoakTarget } from "./target";
import { sendTooLarge } from "./too-large";

/** XDR, its connectors, and the actions on them and on the pipeline while records flow. */
export interface Flow extends Omit<
  RunningPipeline,
  "waitForAcknowledged" | "waitForFailed" | "waitForMinutes" | "requestsPerMinute" | "setRequestsPerMinute"
> {
  readonly xdr: Xdr;
  /** How many attempts have failed. */
  readonly failedAttempts: () => number;
  /** Ends everything at once, also what waits for it. */
  readonly stop: () => void;
}

export interface FlowOptions extends Omit<XdrOptions, "connectors" | "scheduler"> {
  readonly instances: number;
  /** Reads a connector's file again. */
  readonly configuration: () => Promise<Configuration>;
  /** Reads everything in the stream, before the stream is deleted. */
  readonly drain: () => Promise<void>;
}

/** Milliseconds for which the gateway is gone when it is restarted. */
const DOWN_MS = 300;
/** The longest wait for a record that the gateway handles. If every request is refused earlier, there is none. */
const HELD_MS = 1000;
const POLL_MS = 1;
/** Of a stream's retention, so much has passed when a record is read late. The alarm's threshold is half of it. */
const LATE_SHARE = 0.6;

/**
 * Starts connectors against a deployed pipeline, and XDR, which sends them what is written to it.
 * @param target the deployed pipeline
 * @param options how many connectors, where each reads its file, and how XDR behaves
 * @returns XDR, and what can be done to the connectors and the pipeline meanwhile; `stop` ends all of it
 */
export async function openFlow(target: SoakTarget, options: FlowOptions): Promise<Flow> {
  const { instances, configuration, drain, ...xdrOptions } = options;
  const { barrier } = target.trouble;
  const start = async (mistake = (right: Configuration): Configuration => right): Promise<Instance> =>
    startInstance(mistake(await configuration()), target.aws.ca);
  const connectors = await Promise.all(Array.from({ length: instances }, () => start()));
  const xdr = startXdr({ connectors, ...xdrOptions });
  let stopped = false;

  /** Does something while no record is on its way to Kinesis, except for those that wait until it is done. */
  async function behindBarrier(act: () => Promise<void>): Promise<void> {
    const passed = barrier.close();
    try {
      await passed;
      await act();
    } finally {
      barrier.open();
    }
  }

  return {
    xdr,
    instances,
    failedAttempts: () => Object.values(xdr.statistics().retries).reduce<number>((sum, count) => sum + (count ?? 0), 0),
    change: target.change,
    restartGateway: () =>
      behindBarrier(async () => {
        await Promise.race([barrier.waitForRecord(), delay(HELD_MS)]);
        await target.aws.restartGateway(() => delay(DOWN_MS));
      }),
    restartConnector: async (instance, mistake) => {
      const old = connectors[instance];
      if (old === undefined) throw new RangeError(`connector ${instance} of ${connectors.length}`);
      while (old.inFlight() === 0 && !stopped) await delay(POLL_MS);
      old.stop();
      xdr.remove(old);
      const next = await start(mistake);
      connectors[instance] = next;
      xdr.add(next);
    },
    stopConnectors: async (minutes) => {
      for (const connector of connectors.splice(0)) {
        connector.stop();
        xdr.remove(connector);
      }
      target.trouble.minutes.pass(minutes);
      for (const connector of await Promise.all(Array.from({ length: instances }, () => start()))) {
        connectors.push(connector);
        xdr.add(connector);
      }
    },
    sendTooLarge: async () => sendTooLarge(target, await configuration()),
    readLate: async () => {
      target.trouble.lateReads.setAge(LATE_SHARE * target.retentionMs);
      try {
        await readFirstRecords(target);
      } finally {
        target.trouble.lateReads.setAge(0);
      }
    },
    deleteStream: () =>
      behindBarrier(async () => {
        await drain();
        await deleteStream(target);
      }),
    stop: () => {
      stopped = true;
      xdr.stop();
      for (const connector of connectors) connector.stop();
    },
  };
}

/** One connector that can be killed while it sends a record. */
interface Instance extends Shipper {
  readonly inFlight: () => number;
  readonly stop: () => void;
}

function startInstance(configuration: Configuration, ca: string): Instance {
  const connector = startConnector({ configuration, ca });
  let inFlight = 0;
  return {
    ship: async (notification) => {
      inFlight += 1;
      const ack = await connector.ship(notification);
      inFlight -= 1;
      return ack;
    },
    inFlight: () => inFlight,
    stop: () => {
      connector.stop();
    },
  };
}

/**
 * Describes in one line how far XDR is.
 * @param flow a running flow
 * @returns a line for people
 */
export const describeFlow = ({ xdr, failedAttempts }: Flow): string => {
  const { written, acknowledged, inFlight, stalled } = xdr.statistics();
  return `${acknowledged} of ${written} acknowledged, ${inFlight} in flight, ${failedAttempts()} sent again, ${stalled} partitions stalled`;
};
