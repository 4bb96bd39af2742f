import type { GatewayHooks, Refusal } from "../apigateway";
import type { KinesisLayer } from "../kinesis/request";
import { streamNameIn } from "../kinesis/stream-name";
import type { FaultEnvironment } from "./environment";
import { AT_ADMISSION, BEFORE_ROUTING, BEFORE_SENDING, type GatewayFault } from "./gateway-faults";
import { KINESIS_FAULTS, type KinesisFault, storeDespiteAbort } from "./kinesis-faults";
import type { FaultName } from "./names";
import type { FaultRule } from "./rules";
import { createFaultSwitch, type FaultSwitch } from "./switch";

export interface FaultInjectorOptions {
  readonly environment: FaultEnvironment;
  readonly accountId: string;
  /** How long API Gateway waits for the integration. */
  readonly integrationTimeoutMs: number;
  /** How long the connector waits for API Gateway. */
  readonly callTimeoutMs: number;
}

/** Fault injection for one local AWS: hand `kinesisLayer` and `gatewayHooks` to it, then switch rules on and off. */
export interface FaultInjector {
  readonly kinesisLayer: KinesisLayer;
  readonly gatewayHooks: GatewayHooks;
  /** Replaces the rules. Without a rule, everything works again. */
  readonly set: (rules: readonly FaultRule[]) => void;
  /** How often each fault has struck since the rules were set. */
  readonly counts: FaultSwitch["counts"];
  /** When each fault has struck, in milliseconds since the rules were set. */
  readonly strikeTimesMs: FaultSwitch["strikeTimesMs"];
}

/** A fault that is too late is later than the timeout by this much. */
const MARGIN_MS = 100;

/** Faults meet only records. What Pulumi and readers ask of Kinesis is answered as usual. */
const FAULTY_ACTION = "PutRecord";

/**
 * A fault injector without rules: everything works until `set` is called.
 * @param options its clock and random numbers, and the timeouts that faults exceed
 * @returns the fault injector
 */
export function createFaultInjector(options: FaultInjectorOptions): FaultInjector {
  const { environment, accountId, integrationTimeoutMs, callTimeoutMs } = options;
  const { wait } = environment;
  const { set, draw, counts, strikeTimesMs } = createFaultSwitch(environment);

  const drawFrom = <Value>(
    table: Readonly<Record<string, Value>>,
  ): (() => [value: Value, turn: number] | undefined) => {
    const names = new Set(Object.keys(table)) as ReadonlySet<FaultName>;
    return () => {
      const strike = draw(names);
      const fault = strike && table[strike.fault];
      return fault && [fault, strike.turn];
    };
  };
  const drawKinesisFault = drawFrom<KinesisFault>(KINESIS_FAULTS);

  const kinesisLayer: KinesisLayer = (next) => async (request) => {
    const strike = request.action === FAULTY_ACTION ? drawKinesisFault() : undefined;
    if (strike === undefined) return next(request);
    const [fault, turn] = strike;
    const subject = { region: request.region, accountId, stream: streamNameIn(request.input) };
    const tooLateMs = integrationTimeoutMs + MARGIN_MS;
    return fault({ request, subject, turn, store: storeDespiteAbort(next, request), wait, tooLateMs });
  };

  const createHook = (table: Readonly<Record<string, GatewayFault>>) => {
    const drawFault = drawFrom(table);
    return async () => {
      const [fault, turn] = drawFault() ?? [];
      return fault?.({ turn: turn ?? 0, wait, tooLateMs: callTimeoutMs + MARGIN_MS });
    };
  };

  const drawRefusal = drawFrom<Refusal>(AT_ADMISSION);

  return {
    kinesisLayer,
    gatewayHooks: {
      beforeRouting: createHook(BEFORE_ROUTING),
      atAdmission: () => drawRefusal()?.[0],
      beforeSending: createHook(BEFORE_SENDING),
    },
    set,
    counts,
    strikeTimesMs,
  };
}
