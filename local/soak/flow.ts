import { setTimeout as delay } from "node:timers/promises";
import type { Configuration } from "../connector/configuration";
import type { Shipper } from "../connector/ack";
import { startConnector } from "../connector/connector";
import { startXdr, type Xdr } from "../connector/xdr";
import type { XdrEvent } from "../connector/xdr-statistics";
import type { Running } from "./actions";
import type { SoakTarget } from "./target";

/** XDR, its connectors, and what can be done to them and to the pipeline while records flow. */
export interface Flow extends Omit<Running, "acknowledgedMore"> {
  readonly xdr: Xdr;
  /** Ends everything at once, and whatever waits for it. */
  readonly stop: () => void;
}

/** How long the gateway's process is gone when it is restarted. */
const DOWN_MS = 300;
const POLL_MS = 1;

export function openFlow(
  target: SoakTarget,
  configuration: Configuration,
  instances: number,
  onEvent: (event: XdrEvent) => void,
): Flow {
  const start = (read: Configuration): Instance => startInstance(read, target.aws.ca);
  const connectors = Array.from({ length: instances }, () => start(configuration));
  const xdr = startXdr({ connectors, onEvent });
  let stopped = false;
  return {
    xdr,
    instances,
    change: target.change,
    restartGateway: () => target.aws.restartGateway(() => delay(DOWN_MS)),
    restartConnector: async (instance) => {
      const old = connectors[instance];
      if (old === undefined) throw new RangeError(`connector ${instance} of ${connectors.length}`);
      while (old.inFlight() === 0 && !stopped) await delay(POLL_MS);
      old.stop();
      xdr.remove(old);
      const next = start(await target.configuration());
      connectors[instance] = next;
      xdr.add(next);
    },
    stop: () => {
      stopped = true;
      xdr.stop();
      for (const connector of connectors) connector.stop();
    },
  };
}

/** One connector that can be killed when it has a record in its hands. */
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

/** One line on how far XDR is. */
export const describeFlow = ({ xdr }: Flow): string => {
  const { written, acknowledged, inFlight, retries, stalled } = xdr.statistics();
  const again = Object.values(retries).reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return `${acknowledged} of ${written} acknowledged, ${inFlight} in flight, ${again} sent again, ${stalled} partitions stalled`;
};
