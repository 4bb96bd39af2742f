import { DEFAULT_ACCOUNT_ID } from "./account-id";
import { type DataPlane, type GatewayHooks, startDataPlane } from "./apigateway";
import { type Assume, type Assumptions, DEFAULT_ASSUMPTIONS } from "./assumptions/assumptions";
import { createCertificate } from "./certificate";
import type { CloudWatch } from "./cloudwatch/state";
import { startEndpoint } from "./endpoint";
import { type Environment, realEnvironment } from "./environment";
import { Roles } from "./iam/roles";
import type { ForeignStream } from "./kinesis/foreign-streams";
import type { Kinesis } from "./kinesis/kinesis";
import { startKinesisLocal } from "./kinesis/kinesis-local";
import { routeByKnownRegion } from "./kinesis/known-regions";
import { createMemoryStore } from "./kinesis/memory/store";
import type { KinesisLayer, KinesisStore } from "./kinesis/request";
import { type ChangeHooks, withChangeHooks } from "./provider/change-hooks";
import { createProvider } from "./provider/provider";
import { serveProvider } from "./provider/serve";
import { type StandIn, withStandIns } from "./provider/stand-ins";
import type { ServiceInstance } from "./service";
import { createServices } from "./services";
import type { Publisher } from "./sns/publisher";

/** How to start a local AWS. */
export interface LocalAwsOptions {
  /** @defaultValue the clock and random numbers of this machine */
  readonly environment?: Environment;
  /** Gives milliseconds since 1970. @defaultValue the environment's clock */
  readonly clock?: () => number;
  /**
   * Gives CloudWatch's time, in milliseconds since 1970: values of metrics are kept under it, and alarms begin with it. So a
   * run of seconds can be hours of metrics. Everything else, such as latencies and throttles, goes by `clock`.
   * @defaultValue the time that each value has by `clock`
   */
  readonly metricClock?: () => number;
  /**
   * Where streams and records are; one that is handed in is stopped with the rest.
   * @defaultValue `kinesis-local`, an implementation that is not ours, and `memory` for the regions that it does not know;
   * `memory` takes far more records a second
   */
  readonly store?: "kinesis-local" | "memory" | KinesisStore;
  /** What Kinesis requests pass before the store, such as faults and limits. @defaultValue none */
  readonly kinesisLayers?: readonly KinesisLayer[];
  /** Hooks at the steps of requests to API Gateway, for fault injection. @defaultValue none */
  readonly gatewayHooks?: GatewayHooks;
  /** Hooks around the changes of resources, for faults of AWS's own APIs. @defaultValue none */
  readonly changeHooks?: ChangeHooks;
  /** What it does where AWS does not document what AWS does (assumptions/assumptions.ts). @defaultValue the defaults */
  readonly assumptions?: Partial<Assumptions>;
  /** Gets why executions of API Gateway fail, also of stages without an execution log. @defaultValue standard error */
  readonly log?: (line: string) => void;
  /**
   * Whether the account begins with a role by which API Gateway may write logs.
   * @defaultValue false: AWS and this account refuse logs of a stage until an `aws:apigateway/account:Account` names one
   */
  readonly hasLogRole?: boolean;
  /**
   * Whether every KMS key that is named by its ARN exists, as one that somebody else made.
   * @defaultValue false: AWS and this account refuse a key that does not exist
   */
  readonly hasForeignKeys?: boolean;
  /** Streams of other accounts, with the policies that their owners put on them. @defaultValue none */
  readonly foreignStreams?: readonly ForeignStream[];
  /**
   * Makes a stand-in for each resource that this account does not model or refuses, and calls this: for a run that must
   * reach its end. @defaultValue nothing stands in, and such a resource fails
   */
  readonly onStandIn?: (standIn: StandIn) => void;
  /** Called if the store ends by itself; its records are lost then. @defaultValue nothing is called */
  readonly onBroken?: (error: Error) => void;
  /** @defaultValue {@link DEFAULT_ACCOUNT_ID} */
  readonly accountId?: string;
  /**
   * IP address of this machine at which API Gateway's deployed stages are served, and which the certificate then names.
   * AWS's own APIs, which take every caller, stay on 127.0.0.1.
   * @defaultValue 127.0.0.1
   */
  readonly gatewayAddress?: string;
  /** @defaultValue free ones */
  readonly ports?: { readonly endpoint?: number; readonly gateway?: number };
}

/** An AWS account on this machine. */
export interface LocalAws {
  readonly accountId: string;
  /** Where the engine attaches: `PULUMI_DEBUG_PROVIDERS=aws:<port>`. */
  readonly providerPort: number;
  /** Where AWS SDKs and tools reach CloudWatch and its logs, Kinesis and Secrets Manager, e.g. `https://127.0.0.1:41234`. */
  readonly endpoint: string;
  /** Origin of API Gateway's deployed stages. */
  readonly origin: string;
  /** The certificate (PEM) that clients of `endpoint` and `origin` must trust. */
  readonly ca: string;
  /** Its Kinesis, called without HTTP. */
  readonly kinesis: Kinesis;
  /** Its IAM roles, which no endpoint serves. */
  readonly roles: Roles;
  /** Its metrics, logs and alarms. No timer evaluates the alarms: call `cloudWatch.alarms.evaluate` when a minute has passed. */
  readonly cloudWatch: Pick<CloudWatch, "alarms" | "logs" | "metrics">;
  /** What is published to its SNS topics. */
  readonly publisher: Pick<Publisher, "onMessage">;
  /** Breaks every connection to API Gateway, and listens on the same port again when `whileDown` is done. */
  restartGateway(whileDown?: () => Promise<void>): Promise<void>;
  /** Assumes something else from the next request on; what is not named is the default again. */
  readonly assume: (assumptions: Partial<Assumptions>) => void;
  /** Ends everything that it started. */
  stop(): Promise<void>;
}

/**
 * Starts an empty account. Several can run side by side.
 * @param options how it behaves
 * @returns the running account
 * @throws Error if a port is taken or the store does not start; nothing keeps running then
 */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const { accountId = DEFAULT_ACCOUNT_ID, gatewayAddress, ports = {} } = options;
  const environment = environmentOf(options);
  let assumptions: Assumptions = { ...DEFAULT_ASSUMPTIONS, ...options.assumptions };
  const assume: Assume = (name) => assumptions[name];
  const started: (() => void | Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.splice(0).map(async (end) => end()));
  };
  try {
    const [store, certificate] = await Promise.all([
      startStore(accountId, environment, options).then((made) => {
        started.push(made.stop);
        return made;
      }),
      // Clients check it by the clock of this machine, whatever time the account has.
      createCertificate(realEnvironment.now(), gatewayAddress === undefined ? [] : [gatewayAddress]),
    ]);
    const roles = new Roles();
    const services = createServices({
      accountId,
      environment,
      assume,
      metricClock: options.metricClock,
      hasLogRole: options.hasLogRole,
      hasForeignKeys: options.hasForeignKeys,
      foreignStreams: options.foreignStreams,
      roles,
      kinesisStore: store,
      kinesisLayers: options.kinesisLayers ?? [],
    });
    const { apiGateway } = services.apigateway;
    const startGateway = (port: number): Promise<DataPlane> =>
      startDataPlane({
        apiGateway,
        tls: certificate,
        host: gatewayAddress ?? "127.0.0.1",
        port,
        ...(options.gatewayHooks && { hooks: options.gatewayHooks }),
        assume,
        ...(options.log && { log: options.log }),
      });
    let gateway = await startGateway(ports.gateway ?? 0);
    started.push(() => gateway.stop());

    const instances: readonly ServiceInstance[] = Object.values(services);
    const resources = instances.flatMap((instance) => instance.resources);
    const strict = createProvider(resources, environment);
    const { onStandIn, changeHooks = {} } = options;
    const lenient = onStandIn && withStandIns(strict, { models: resources, accountId, environment, onStandIn });
    const provider = await serveProvider(withChangeHooks(lenient ?? strict, changeHooks));
    started.push(provider.stop);
    const endpoint = await startEndpoint(instances, certificate, ports.endpoint);
    started.push(endpoint.stop);
    return {
      accountId,
      providerPort: provider.port,
      endpoint: `https://127.0.0.1:${endpoint.port}`,
      origin: gateway.origin,
      ca: certificate.cert,
      kinesis: services.kinesis.kinesis,
      roles,
      cloudWatch: services.cloudwatch.cloudWatch,
      publisher: services.sns.publisher,
      restartGateway: async (whileDown) => {
        await gateway.stop();
        await whileDown?.();
        gateway = await startGateway(gateway.port);
      },
      assume: (changed) => {
        assumptions = { ...DEFAULT_ASSUMPTIONS, ...changed };
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function environmentOf({ environment = realEnvironment, clock = environment.now }: LocalAwsOptions): Environment {
  return { ...environment, now: clock };
}

async function startStore(
  accountId: string,
  environment: Environment,
  { store = "kinesis-local", onBroken }: LocalAwsOptions,
): Promise<KinesisStore> {
  if (typeof store === "object") return store;
  const memory = createMemoryStore(accountId, environment);
  return store === "memory" ? memory : routeByKnownRegion(await startKinesisLocal(accountId, onBroken), memory);
}
