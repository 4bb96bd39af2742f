import { copyFile, link, realpath, rm } from "node:fs/promises";
import { join } from "node:path";

import { type Engine, findEngine } from "@aerospike-kinesis/pulumi-engine";

import { TINY } from "./programs";
import { makeTemporaryDirectory } from "./temporary-directory";

/** Milliseconds that the engine may take the first time on a machine, where it is built. */
const FIRST_TIME = 20 * 60_000;

let found: Promise<Engine> | undefined;

/**
 * The Pulumi CLI. It is searched for once.
 * @returns an engine; the first time on a machine it may be built, which takes minutes
 */
export function engine(): Promise<Engine> {
  return (found ??= findEngine(
    (line) => {
      console.log(`    ${line}`);
    },
    { project: TINY },
  ));
}

/** Gets the engine before the tests of the suite that calls this, outside of their time limits. */
export function getEngineFirst(): void {
  before(async function () {
    this.timeout(FIRST_TIME);
    await engine();
  });
}

/**
 * The Pulumi CLI for tests of our own language host. If the official host is beside the CLI, this gives the CLI a
 * second name in another directory. Call it in the suite.
 * @returns an engine; it is empty outside of the suite's tests
 */
export function engineWithoutHost(): Engine {
  const other = {} as Engine;
  let directory = "";
  before(async function () {
    this.timeout(FIRST_TIME);
    const found = await engine();
    directory = await makeTemporaryDirectory();
    const cli = join(directory, "pulumi");
    const original = await realpath(found.cli);
    // A symbolic link would not do: the CLI looks beside the file that it leads to.
    await link(original, cli).catch(() => copyFile(original, cli));
    Object.assign(other, found, { cli, hasLanguageHost: false });
  });
  after(() => rm(directory, { recursive: true, force: true }));
  return other;
}

/**
 * Runs a test on the language host that is found, and on ours: once where that is found.
 * @param ours the CLI of {@link engineWithoutHost}
 * @param use is called with the engine
 * @throws what `use` throws
 */
export async function onEachHost(ours: Engine, use: (engine: Engine) => Promise<void>): Promise<void> {
  const found = await engine();
  if (found.hasLanguageHost) await use(found);
  await use(ours);
}

/**
 * Opens something on the engine before the tests of the suite that calls this, and closes it after them.
 * @param open is called once, when there is an engine
 * @returns what `open` gives; it is empty outside of the suite's tests
 */
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
