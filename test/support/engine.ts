import { findEngine, type Engine } from "../../local/engine/cli";

/** Milliseconds that the engine may take the first time on a machine, where it is built. */
const FIRST_TIME = 20 * 60_000;

let found: Promise<Engine> | undefined;

/** The Pulumi CLI, looked for once. */
export function engine(): Promise<Engine> {
  return (found ??= findEngine((line) => {
    console.log(`    ${line}`);
  }));
}

/** Gets the engine before the tests of the suite that calls this, outside of their time limits. */
export function getEngineFirst(): void {
  before(async function () {
    this.timeout(FIRST_TIME);
    await engine();
  });
}

/** What `open` opens on the engine before the tests of the suite that calls this, closed after them; outside of them it is empty. */
export function openFirst<T extends { readonly close: () => Promise<void> }>(open: () => Promise<T>): T {
  getEngineFirst();
  const opened = {} as T;
  let value: T | undefined;
  before(async () => {
    value = await open();
    Object.assign(opened, value);
  });
  after(() => value?.close());
  return opened;
}
