import type { PipelineChange } from "./target";

/** What an action can do to a pipeline while records flow through it. */
export interface RunningPipeline {
  /**
   * Stops API Gateway's data plane while it handles a record, which breaks every connection. Then starts it again on
   * the same port.
   */
  readonly restartGateway: () => Promise<void>;
  /** Kills a connector while it sends a record. Then starts another, which reads its configuration again. */
  readonly restartConnector: (instance: number) => Promise<void>;
  readonly instances: number;
  /** Deletes the stream and everything in it, after all of it was read. */
  readonly deleteStream: () => Promise<void>;
  /** Changes the deployed pipeline with `pulumi up`. What is not named is as it was at first. */
  readonly change: (changes: readonly PipelineChange[]) => Promise<void>;
  /**
   * Resolves when so many more records are acknowledged, or when the time for faults is over. The next one does the
   * same for failed attempts.
   */
  readonly waitForAcknowledged: (records: number) => Promise<void>;
  readonly waitForFailed: (attempts: number) => Promise<void>;
}

/** Does something to a pipeline while records flow through it. */
export type Action = (running: RunningPipeline) => Promise<void>;

/** So many records, or attempts, come between two steps. So the pipeline is at work at each step. */
export const BETWEEN = 10;

const restartConnectors: Action = async ({ instances, restartConnector, waitForAcknowledged }) => {
  for (let instance = 0; instance < instances; instance += 1) {
    await restartConnector(instance);
    await waitForAcknowledged(BETWEEN);
  }
};

/** The actions by name. Like the faults of Kinesis and API Gateway, they can be named on the command line. */
export const ACTIONS = {
  "gateway-restart": ({ restartGateway }) => restartGateway(),
  /** One connector after the other. */
  "connector-restart": restartConnectors,
  /**
   * What an operator changes under load. First the throttle, so that the usage plan answers 429, and the template,
   * because one stream is added. Then both are changed back, and the key is replaced: the connectors are answered 403
   * until they are restarted with the new key.
   */
  redeployment: async (running) => {
    await running.change(["throttle", "template"]);
    await running.waitForAcknowledged(BETWEEN);
    await running.change(["key"]);
    await restartConnectors(running);
  },
  /** Somebody deletes the stream by hand. Some time later, Pulumi finds that it is missing, and creates it again. */
  "stream-deleted": async ({ deleteStream, waitForFailed, change }) => {
    await deleteStream();
    await waitForFailed(BETWEEN);
    await change(["missing"]);
  },
} as const satisfies Readonly<Record<string, Action>>;

export type ActionName = keyof typeof ACTIONS;

export const ACTION_NAMES = Object.keys(ACTIONS) as readonly ActionName[];
