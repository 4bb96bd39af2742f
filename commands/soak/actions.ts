import { type Configuration, mapDestinations } from "@aerospike-kinesis/esp-simulator";

import { SILENCE_MINUTES } from "./minutes";
import type { PipelineChange } from "./target";

/** What an action can do to a pipeline while records flow through it. */
export interface RunningPipeline {
  /**
   * Stops API Gateway's data plane while it handles a record, which breaks every connection. Then starts it again on
   * the same port.
   */
  readonly restartGateway: () => Promise<void>;
  /**
   * Kills a connector while it sends a record. Then starts another, which reads its configuration again, and changes it as
   * somebody would who writes it wrong.
   */
  readonly restartConnector: (
    instance: number,
    mistake?: (configuration: Configuration) => Configuration,
  ) => Promise<void>;
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
  /** Does the same for minutes of requests. */
  readonly waitForMinutes: (minutes: number) => Promise<void>;
  /** How many requests are a minute of the profile. */
  readonly requestsPerMinute: number;
  readonly setRequestsPerMinute: (requests: number) => void;
  /** Sends a record that is larger than API Gateway takes. */
  readonly sendTooLarge: () => Promise<void>;
  /** Reads the first record of each shard, as if more than half of the stream's retention had passed since it came. */
  readonly readLate: () => Promise<void>;
  /** Stops every connector. Starts them again after so many minutes. */
  readonly stopConnectors: (minutes: number) => Promise<void>;
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

/** Alarms on what is refused look at half of ten minutes. */
const SUSTAINED_MINUTES = 7;
/** CloudWatch looks at two minutes more than an alarm says before it takes missing values for what they are. */
const SURELY_SILENT_MINUTES = SILENCE_MINUTES + 3;

/** Before the minutes that it judges, the band of an alarm needs 15 minutes of usual traffic. Most of them were before. */
const USUAL_MINUTES = 5;
/** The lowest rate of a usage plan is one request a second. */
const LOWEST_RATE_PER_MINUTE = 60;

/** A connector's file with another header. */
const withHeader =
  (name: string, value: string) =>
  (configuration: Configuration): Configuration =>
    mapDestinations(configuration, (destination) => ({
      ...destination,
      additionalHeaders: { ...destination.additionalHeaders, [name]: value },
    }));

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
  /** No connector runs, for longer than the stage's alarm waits. */
  silence: ({ stopConnectors }) => stopConnectors(SURELY_SILENT_MINUTES),
  /** One connector's file has a wrong stream, then a wrong media type: 400, then 415. */
  "refused-records": async ({ restartConnector, waitForMinutes }) => {
    await restartConnector(0, withHeader("streamname", "no-such-stream"));
    await waitForMinutes(SUSTAINED_MINUTES);
    await restartConnector(0, withHeader("Content-Type", "text/plain"));
    await waitForMinutes(SUSTAINED_MINUTES);
    await restartConnector(0);
  },
  /** Again and again comes a record that API Gateway does not take: 413. */
  "record-too-large": async ({ sendTooLarge, waitForMinutes }) => {
    for (let minute = 0; minute < SUSTAINED_MINUTES; minute += 1) {
      await sendTooLarge();
      await waitForMinutes(1);
    }
  },
  /** A consumer reads, and what it reads is older than half of the retention. */
  "unread-records": async ({ readLate, waitForMinutes }) => {
    for (let minute = 0; minute < SUSTAINED_MINUTES; minute += 1) {
      await readLate();
      await waitForMinutes(1);
    }
  },
  /** Somebody lowers the plan's rate to little more than what comes, with a burst that lets everything pass. */
  "plan-rate-near-limit": async ({ change, requestsPerMinute, setRequestsPerMinute, waitForMinutes }) => {
    await change(["rate"]);
    setRequestsPerMinute(LOWEST_RATE_PER_MINUTE);
    await waitForMinutes(SUSTAINED_MINUTES);
    setRequestsPerMinute(requestsPerMinute);
    await change([]);
  },
  /** Three times as many records come as usual. The alarm is deployed for this profile alone. */
  "traffic-anomaly": async ({ change, requestsPerMinute, setRequestsPerMinute, waitForMinutes }) => {
    await change(["anomaly"]);
    await waitForMinutes(USUAL_MINUTES);
    setRequestsPerMinute(3 * requestsPerMinute);
    await waitForMinutes(SUSTAINED_MINUTES);
    setRequestsPerMinute(requestsPerMinute);
    await change([]);
  },
  /** One connector's file has a key that API Gateway does not know: 403. */
  "wrong-key": async ({ restartConnector, waitForMinutes }) => {
    await restartConnector(0, withHeader("x-api-key", "not-the-key-of-this-stage"));
    await waitForMinutes(SUSTAINED_MINUTES);
    await restartConnector(0);
  },
} as const satisfies Readonly<Record<string, Action>>;

export type ActionName = keyof typeof ACTIONS;

export const ACTION_NAMES = Object.keys(ACTIONS) as readonly ActionName[];
