import type { Change } from "./target";

/** What an action can do to a pipeline through which records flow. */
export interface Running {
  /** Stops API Gateway's data plane, which breaks every connection, and starts it again on its port. */
  readonly restartGateway: () => Promise<void>;
  /** Kills a connector in mid-flight and starts another in its place, with its configuration read anew. */
  readonly restartConnector: (instance: number) => Promise<void>;
  readonly instances: number;
  /** Changes the deployed pipeline with `pulumi up`; what is not named is as it was at first. */
  readonly change: (changes: readonly Change[]) => Promise<void>;
  /** Resolves when so many more records are acknowledged, or when the time for faults is over. */
  readonly acknowledgedMore: (records: number) => Promise<void>;
}

/** What is done to a pipeline while records flow through it. */
export type Action = (running: Running) => Promise<void>;

/** Records between two steps, so that each meets a pipeline at work. */
const BETWEEN = 10;

/** Twice, with records in flight. */
export const restartGateway: Action = async ({ restartGateway: restart, acknowledgedMore }) => {
  await restart();
  await acknowledgedMore(BETWEEN);
  await restart();
};

/** One connector after the other. */
export const restartConnectors: Action = async ({ instances, restartConnector, acknowledgedMore }) => {
  for (let instance = 0; instance < instances; instance += 1) {
    await restartConnector(instance);
    await acknowledgedMore(BETWEEN);
  }
};

/**
 * What an operator changes under load: the throttle, so that the plan answers 429, and the template, as with a stream
 * more; then both back, and another key, after which the connectors are answered 403 until they are started with it.
 */
export const redeploy: Action = async (running) => {
  await running.change(["throttle", "template"]);
  await running.acknowledgedMore(BETWEEN);
  await running.change(["key"]);
  await restartConnectors(running);
};
