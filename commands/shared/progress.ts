/** Tells a person what is going on. */
export interface Progress {
  /**
   * Runs one step, naming it while it takes and saying how long it took.
   * @param isGood whether what it came to is what was hoped for; unless given, whatever does not throw is
   */
  step<Result>(label: string, run: () => Promise<Result>, isGood?: (result: Result) => boolean): Promise<Result>;
  /** A line beneath the present step. */
  readonly detail: (text: string) => void;
}

/** @param write takes whole lines; the process' stdout unless given */
export function createProgress(write: (line: string) => void = console.log, now: () => number = Date.now): Progress {
  return {
    async step(label, run, isGood = () => true) {
      write(`… ${label}`);
      const started = now();
      try {
        const result = await run();
        write(`${isGood(result) ? "✔" : "✘"} ${label} (${seconds(now() - started)})`);
        return result;
      } catch (error) {
        write(`✘ ${label} (${seconds(now() - started)})`);
        throw error;
      }
    },
    detail: (text) => {
      write(`  ${text}`);
    },
  };
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
