import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { isRunning } from "@aerospike-kinesis/pulumi-engine/family";
import { userDirectory, writingTo } from "@aerospike-kinesis/pulumi-engine/places";
import { makeProcessDirectory } from "@aerospike-kinesis/pulumi-engine/process-directory";

import type { Pipelines } from "./pipeline-outputs";

/** What another command needs to reach a running `npm start`. It holds no secret. */
export interface LocalRun {
  readonly pid: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly stage: string;
  /** Where AWS SDK clients find the local AWS. */
  readonly endpoint: string;
  /** The one certificate to trust, as PEM. */
  readonly ca: string;
  /** The stack's output `pipelines`. */
  readonly pipelines: Pipelines;
}

/** The directory of one run: Pulumi's state, the certificate, the description for other commands. */
export interface RunDirectory {
  readonly path: string;
  /** Lets other commands find this run. */
  readonly publish: (run: Omit<LocalRun, "pid">) => Promise<void>;
  readonly remove: () => Promise<void>;
}

const DESCRIPTION = "run.json";

const runsDirectory = (): string => join(userDirectory("XDG_STATE_HOME", process.env), "aerospike-kinesis", "runs");

/**
 * Makes a new directory that only this user can read. Removes the directories of runs whose process is gone.
 * @param base directory of all runs; by default in the user's directory for state
 * @param pid of the process that the run belongs to
 * @returns the directory
 * @throws EngineError if it cannot be written; the message says which variable to set
 */
export async function openRunDirectory(base = runsDirectory(), pid = process.pid): Promise<RunDirectory> {
  const path = await writingTo(base, "XDG_STATE_HOME, or HOME,", async () => {
    await mkdir(base, { recursive: true, mode: 0o700 });
    return makeProcessDirectory(base, "", pid);
  });
  return {
    path,
    publish: (run) => writeFile(join(path, DESCRIPTION), JSON.stringify({ ...run, pid }), { mode: 0o600 }),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

/**
 * Finds the published runs whose process is alive.
 * @param base directory of all runs; by default in the user's directory for state
 * @returns the newest first
 */
export async function findLocalRuns(base = runsDirectory()): Promise<LocalRun[]> {
  const alive = (await entries(base)).filter((name) => isRunning(pidOf(name)));
  const found = await Promise.all(alive.map((name) => readDescription(join(base, name, DESCRIPTION))));
  return found.filter((run) => run !== undefined).sort((a, b) => b.startedAt - a.startedAt);
}

const entries = async (base: string): Promise<string[]> => {
  try {
    return await readdir(base);
  } catch {
    return [];
  }
};

const readDescription = async (file: string): Promise<LocalRun | undefined> => {
  try {
    return JSON.parse(await readFile(file, "utf8")) as LocalRun;
  } catch {
    return undefined;
  }
};

const pidOf = (name: string): number => Number.parseInt(name, 10);
