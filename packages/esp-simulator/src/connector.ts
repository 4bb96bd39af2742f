import { type Ack, failedAttempt, type Shipper } from "./ack";
import { ASSUMED, type ConnectorAssumptions } from "./assumptions";
import type { Configuration, Delivery, FormatConfiguration } from "./configuration";
import { type OpenDestination, openDestination, type Outcome } from "./destination";
import { type Formatter, formatterOf, NotSerialisable } from "./format";
import type { HealthEvent } from "./health";
import type { ChangeNotification } from "./notification";
import { routeOf } from "./routing";
import { realScheduler, type Scheduler } from "./scheduler";

export interface ConnectorOptions {
  readonly configuration: Configuration;
  /**
   * The certificates to trust, and no others, as PEM.
   * @defaultValue those that Node trusts
   */
  readonly ca?: string;
  /** @defaultValue this machine's time */
  readonly scheduler?: Scheduler;
  /**
   * Makes each record's body, as a custom formatter of the connector would.
   * @defaultValue the configuration's format
   */
  readonly format?: Formatter;
  /**
   * How it behaves where Aerospike documents nothing.
   * @defaultValue as {@link ASSUMED} says
   */
  readonly assumptions?: Partial<ConnectorAssumptions>;
  /** @defaultValue nothing is told */
  readonly onEvent?: (event: HealthEvent) => void;
}

/** A stand-in for one running ESP outbound connector. */
export interface Connector extends Shipper {
  /**
   * Makes one attempt: one POST to one URL of every destination that its route names. The record is acknowledged if each of them
   * answered with one of its `http-success-status-codes`. Any other status, a timeout or a broken connection is a
   * failure [C].
   */
  ship(notification: ChangeNotification): Promise<Ack>;
  /**
   * A port of this connector, for an XDR `dc` that ships to it. What `port-based-config` says of the port holds for its
   * records [C]; without a section, all is as with `ship`. Ports share the process and, here, nothing else: what they
   * share in the real connector beside `max-concurrent-records` is [U].
   */
  onPort(port: number): Shipper;
  /**
   * Ends the connector at once, like a killed process. Records under way are not acknowledged, even if they are stored.
   */
  stop(): void;
}

/**
 * Starts a connector as Aerospike's documentation describes it. Marks in this folder say how sure a behaviour is: [C]
 * in the reference pages, [K] only in the Kinesis guide, [P] in samples, [I] inferred, [U] not documented, so we chose.
 * @param options the configuration, the certificates, the clock, and how records are written
 * @returns a running connector; it connects when the first record needs a connection
 * @throws RangeError if no formatter is given and the configuration's format is `avro`
 */
export function startConnector(options: ConnectorOptions): Connector {
  const { configuration, ca, scheduler = realScheduler, onEvent = () => undefined } = options;
  const assumptions = { ...ASSUMED, ...options.assumptions };
  const opened = new Map<string, OpenDestination>();
  for (const { destinations } of [configuration, ...configuration.ports.values()]) {
    for (const settings of destinations) {
      if (opened.has(settings.name)) continue;
      opened.set(settings.name, openDestination(settings, { ca, scheduler, onEvent, assumptions }));
    }
  }

  function shipperOf(delivery: Delivery): Shipper {
    const { format = formatterOf(formatUnder(assumptions, delivery.format)) } = options;
    async function attempt(notification: ChangeNotification): Promise<Outcome> {
      let body: Buffer;
      try {
        body = format(notification);
      } catch (error) {
        if (error instanceof NotSerialisable) return { ...failedAttempt("not-serialisable"), permanent: true };
        throw error;
      }
      const route = routeOf(delivery.routing, notification).flatMap((name) => opened.get(name) ?? []);
      const outcomes = await Promise.all(route.map((destination) => destination.post(notification, body)));
      return outcomes.reduce((worst, outcome) => (worst.acknowledged ? outcome : worst));
    }

    return {
      async ship(notification) {
        const started = scheduler.now();
        return { ...(await attempt(notification)), latencyMs: scheduler.now() - started };
      },
    };
  }

  const root = shipperOf(configuration);
  const ports = new Map(Array.from(configuration.ports, ([port, delivery]) => [port, shipperOf(delivery)]));
  return {
    ship: (notification) => root.ship(notification),
    onPort: (port) => ports.get(port) ?? root,
    stop() {
      for (const destination of opened.values()) destination.stop();
    },
  };
}

/** What `metadata-key` makes of the format `json` is not documented. */
function formatUnder(assumptions: ConnectorAssumptions, format: FormatConfiguration): FormatConfiguration {
  const isFlat = assumptions["json-metadata-key"] === "flat-json";
  if (!isFlat || format.mode !== "json" || format.metadataKey === undefined) return format;
  return { mode: "flat-json", metadataKey: format.metadataKey, stringifyMapKeys: format.stringifyMapKeys };
}
