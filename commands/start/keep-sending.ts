import {
  type ChangeNotification,
  type Configuration,
  startConnector,
  startXdr,
} from "@aerospike-kinesis/esp-simulator";

import type { Every } from "./alarms";

/** Alarms look at minutes: a few records in each are enough. */
const SEND_EVERY_MS = 1000;

/** What is sent on, and how. */
export interface KeepSendingOptions {
  readonly configuration: Configuration;
  /** The one certificate to trust, as PEM. */
  readonly ca: string;
  /** At least one; after the last one the first is sent again. */
  readonly notifications: readonly ChangeNotification[];
  readonly every: Every;
}

/**
 * Sends one record each second, as XDR and a connector do: what fails is sent again.
 * @param options the notifications, the connector's configuration, and a timer
 * @returns ends it
 */
export function keepSending({ configuration, ca, notifications, every }: KeepSendingOptions): () => void {
  const connector = startConnector({ configuration, ca });
  const xdr = startXdr({ connectors: [connector] });
  let sent = 0;
  const endTimer = every(SEND_EVERY_MS, () => {
    const notification = notifications[sent++ % notifications.length];
    if (notification) void xdr.write(notification);
  });
  return () => {
    endTimer();
    xdr.stop();
    connector.stop();
  };
}
