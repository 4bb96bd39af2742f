/** Shows a person what is going on. */
export interface Progress {
  /**
   * Runs one step. Writes its name when it begins, and how long it took when it ends.
   * @param isGood whether the step's result is good; by default every result is
   */
  step<Result>(label: string, run: () => Promise<Result>, isGood?: (result: Result) => boolean): Promise<Result>;
  /** Writes a line below the current step. */
  readonly detail: (text: string) => void;
}

/**
 * Reports steps as lines.
 * @param write takes whole lines; by default they go to stdout
 * @param now milliseconds
 * @returns a progress for {@link Progress.step} and its details
 */
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
