import { type Clock, MACHINE_CLOCK } from "./clock";

/**
 * What Kinesis answers to readings that are too fast. After an answer of 10 MB it refuses further ones for five seconds.
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html
 */
const TOO_FAST = ["ProvisionedThroughputExceededException", "LimitExceededException", "KMSThrottlingException"];

const ATTEMPTS = 30;

/** Calls Kinesis, and again while it refuses because the readings are too fast. */
export type Patience = <Result>(call: () => Promise<Result>) => Promise<Result>;

/**
 * Makes a patience for readings.
 * @param waitMs milliseconds between two attempts. @defaultValue 1000
 * @param clock who waits. @defaultValue this machine
 * @returns a function that tries a call up to 30 times; it throws what the last one throws
 */
export const createPatience =
  (waitMs = 1000, { wait }: Pick<Clock, "wait"> = MACHINE_CLOCK): Patience =>
  async (call) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        if (attempt === ATTEMPTS || !TOO_FAST.includes((error as Error).name)) throw error;
        await wait(waitMs);
      }
    }
  };
