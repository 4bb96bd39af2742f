/** Tells a person what is going on. */
export interface Progress {
  /** Runs one step, naming it while it takes and saying how long it took. */
  step<Result>(label: string, run: () => Promise<Result>): Promise<Result>;
  /** A line beneath the present step. */
  readonly detail: (text: string) => void;
}

/** @param write takes whole lines; the process' stdout unless given */
export function createProgress(write: (line: string) => void = console.log, now: () => number = Date.now): Progress {
  return {
    async step(label, run) {
      write(`… ${label}`);
      const started = now();
      try {
        const result = await run();
        write(`✔ ${label} (${seconds(now() - started)})`);
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
