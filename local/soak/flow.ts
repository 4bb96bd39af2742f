import { setTimeout as delay } from "node:timers/promises";
import type { Configuration } from "../connector/configuration";
import { startConnector, type Connector } from "../connector/connector";
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

export function openFlow(
  target: SoakTarget,
  configuration: Configuration,
  instances: number,
  onEvent: (event: XdrEvent) => void,
): Flow {
  const start = (read: Configuration): Connector => startConnector({ configuration: read, ca: target.aws.ca });
  const connectors = Array.from({ length: instances }, () => start(configuration));
  const xdr = startXdr({ connectors, onEvent });
  return {
    xdr,
    instances,
    change: target.change,
    restartGateway: () => target.aws.restartGateway(() => delay(DOWN_MS)),
    restartConnector: async (instance) => {
      const next = start(await target.configuration());
      const [old] = connectors.splice(instance, 1, next);
      if (old) xdr.remove(old);
      old?.stop();
      xdr.add(next);
    },
    stop: () => {
      xdr.stop();
      for (const connector of connectors) connector.stop();
    },
  };
}

/** One line on how far XDR is. */
export const describeFlow = ({ xdr }: Flow): string => {
  const { written, acknowledged, inFlight, retries, stalled } = xdr.statistics();
  const again = Object.values(retries).reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return `${acknowledged} of ${written} acknowledged, ${inFlight} in flight, ${again} sent again, ${stalled} partitions stalled`;
};
