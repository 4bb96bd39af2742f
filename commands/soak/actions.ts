import type { PipelineChange } from "./target";

/** What an action can do to a pipeline through which records flow. */
export interface RunningPipeline {
  /** Stops API Gateway's data plane with a record in its hands, which breaks every connection, and starts it again on its port. */
  readonly restartGateway: () => Promise<void>;
  /** Kills a connector in mid-flight and starts another in its place, with its configuration read anew. */
  readonly restartConnector: (instance: number) => Promise<void>;
  readonly instances: number;
  /** Deletes the stream and everything in it, once all of it is read. */
  readonly deleteStream: () => Promise<void>;
  /** Changes the deployed pipeline with `pulumi up`; what is not named is as it was at first. */
  readonly change: (changes: readonly PipelineChange[]) => Promise<void>;
  /** Resolves when so many more records are acknowledged, or attempts have failed, or when the time for faults is over. */
  readonly waitForAcknowledged: (records: number) => Promise<void>;
  readonly waitForFailed: (attempts: number) => Promise<void>;
}

/** What is done to a pipeline while records flow through it. */
export type Action = (running: RunningPipeline) => Promise<void>;

/** Records, or attempts, between two steps, so that each meets a pipeline at work. */
export const BETWEEN = 10;

const restartConnectors: Action = async ({ instances, restartConnector, waitForAcknowledged }) => {
  for (let instance = 0; instance < instances; instance += 1) {
    await restartConnector(instance);
    await waitForAcknowledged(BETWEEN);
  }
};

/** What can be asked for by name, beside the faults of Kinesis and API Gateway. */
export const ACTIONS = {
  "gateway-restart": ({ restartGateway }) => restartGateway(),
  /** One connector after the other. */
  "connector-restart": restartConnectors,
  /**
   * What an operator changes under load: the throttle, so that the plan answers 429, and the template, as with a stream
   * more; then both back, and another key, after which the connectors are answered 403 until they are started with it.
   */
  redeployment: async (running) => {
    await running.change(["throttle", "template"]);
    await running.waitForAcknowledged(BETWEEN);
    await running.change(["key"]);
    await restartConnectors(running);
  },
  /** Somebody deletes the stream by hand; some time later Pulumi finds it missing and makes it again. */
  "stream-deleted": async ({ deleteStream, waitForFailed, change }) => {
    await deleteStream();
    await waitForFailed(BETWEEN);
    await change(["missing"]);
  },
} as const satisfies Readonly<Record<string, Action>>;

export type ActionName = keyof typeof ACTIONS;

export const ACTION_NAMES = Object.keys(ACTIONS) as readonly ActionName[];
