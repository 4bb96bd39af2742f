/**
 * Lets callers wait until a count has fallen below a limit. There is one promise for each limit, however many callers
 * wait.
 */
export class Thresholds {
  readonly #waiting = new Map<number, { readonly below: Promise<void>; readonly resume: () => void }>();

  constructor(private readonly count: () => number) {}

  /** Resolves when the count is below the limit. */
  waitUntilBelow(limit: number): Promise<void> {
    if (this.count() < limit) return Promise.resolve();
    const waiting = this.#waiting.get(limit) ?? createWaiting();
    this.#waiting.set(limit, waiting);
    return waiting.below;
  }

  /** Must be called when the count has fallen. */
  update(): void {
    for (const [limit, { resume }] of this.#waiting) {
      if (this.count() >= limit) continue;
      this.#waiting.delete(limit);
      resume();
    }
  }
}

function createWaiting(): { below: Promise<void>; resume: () => void } {
  let resume: () => void = () => undefined;
  const below = new Promise<void>((resolve) => {
    resume = resolve;
  });
  return { below, resume };
}
