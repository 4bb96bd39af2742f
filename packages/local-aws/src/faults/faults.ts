import type { Faults as GatewayHooks, Refusal } from "../apigateway";
import type { KinesisLayer } from "../kinesis/request";
import { streamNameIn } from "../kinesis/stream-name";
import type { FaultEnvironment } from "./environment";
import { AT_ADMISSION, BEFORE_ROUTING, BEFORE_SENDING, type GatewayFault } from "./gateway-faults";
import { KINESIS_FAULTS, type KinesisFault, untilStored } from "./kinesis-faults";
import type { FaultName } from "./names";
import type { FaultRule } from "./rules";
import { createFaultSwitch, type FaultSwitch } from "./switch";

export interface FaultsOptions {
  readonly environment: FaultEnvironment;
  readonly accountId: string;
  /** How long API Gateway waits for the integration. */
  readonly integrationTimeoutMs: number;
  /** How long the connector waits for API Gateway. */
  readonly callTimeoutMs: number;
}

/** Faults for one local AWS: hand `kinesisLayer` and `gatewayFaults` to it, then switch rules on and off. */
export interface Faults {
  readonly kinesisLayer: KinesisLayer;
  readonly gatewayFaults: GatewayHooks;
  /** Puts these rules in the place of those before; none: everything works again. */
  readonly set: (rules: readonly FaultRule[]) => void;
  /** How often each fault has struck since the rules were set. */
  readonly counts: FaultSwitch["counts"];
  /** When each fault has struck, in milliseconds since the rules were set. */
  readonly struckAtMs: FaultSwitch["struckAtMs"];
}

/** How much longer than a timeout too late is. */
const MARGIN_MS = 100;

/** Records alone meet a fault: what Pulumi and readers ask of Kinesis is answered as ever. */
const STRUCK_ACTION = "PutRecord";

/** Everything works until rules are set. */
export function createFaults(options: FaultsOptions): Faults {
  const { environment, accountId, integrationTimeoutMs, callTimeoutMs } = options;
  const { wait } = environment;
  const { set, draw, counts, struckAtMs } = createFaultSwitch(environment);

  const struck = <Fault>(table: Readonly<Record<string, Fault>>): (() => [Fault, number] | undefined) => {
    const names = new Set(Object.keys(table)) as ReadonlySet<FaultName>;
    return () => {
      const strike = draw(names);
      const fault = strike && table[strike.fault];
      return fault && [fault, strike.turn];
    };
  };
  const strikesKinesis = struck<KinesisFault>(KINESIS_FAULTS);

  const kinesisLayer: KinesisLayer = (next) => async (request) => {
    const strike = request.action === STRUCK_ACTION ? strikesKinesis() : undefined;
    if (strike === undefined) return next(request);
    const [fault, turn] = strike;
    const about = { region: request.region, accountId, stream: streamNameIn(request.input) };
    const tooLateMs = integrationTimeoutMs + MARGIN_MS;
    return fault({ request, about, turn, store: untilStored(next, request), wait, tooLateMs });
  };

  const hook = (table: Readonly<Record<string, GatewayFault>>) => {
    const strikes = struck(table);
    return async () => {
      const [fault, turn] = strikes() ?? [];
      return fault?.({ turn: turn ?? 0, wait, tooLateMs: callTimeoutMs + MARGIN_MS });
    };
  };

  const refuses = struck<Refusal>(AT_ADMISSION);

  return {
    kinesisLayer,
    gatewayFaults: {
      beforeRouting: hook(BEFORE_ROUTING),
      atAdmission: () => refuses()?.[0],
      beforeSending: hook(BEFORE_SENDING),
    },
    set,
    counts,
    struckAtMs,
  };
}
