import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { isRunning } from "@aerospike-kinesis/pulumi-engine/family";
import { userDirectory, writingTo } from "@aerospike-kinesis/pulumi-engine/places";

import { UsageError } from "../../shared/errors";

/** What a later run needs to destroy a stack. */
export interface StackDescription {
  /** Of the stack. */
  readonly name: string;
  /** The stage whose settings it has. */
  readonly stage: string;
  readonly region: string;
  /** Of the process that works on it. */
  readonly pid: number;
  /** Whether it is on a local AWS, which ends with its process. */
  readonly isLocal: boolean;
}

/** The directory of an ephemeral stack: its settings, and its state unless the person names a backend. */
export interface StackDirectory extends StackDescription {
  readonly path: string;
  /** Directory of the stack's own `Pulumi.<stack>.yaml`. */
  readonly settings: string;
  /** Encrypts the secrets in the state, unless the person names a passphrase. */
  readonly passphrase: string;
  readonly remove: () => Promise<void>;
}

const DESCRIPTION = "stack.json";

const base = (env: NodeJS.ProcessEnv): string =>
  join(userDirectory("XDG_STATE_HOME", env), "aerospike-kinesis", "ephemeral");

/**
 * A new name of a stack. It is part of the names of its resources, so none is another stage's.
 * @param random gives random bytes
 * @returns such as `conformance-1a2b3c4d`
 */
export const stackName = (random: (size: number) => Buffer = randomBytes): string =>
  `conformance-${random(4).toString("hex")}`;

/**
 * Makes the directory of a new stack, which only this user can read. It stays until the stack is destroyed.
 * @param description of the stack
 * @param file the stack's settings file, by its name, with its text
 * @param env says where the user's directories are
 * @returns the directory
 * @throws EngineError if it cannot be written
 */
export async function makeStackDirectory(
  description: StackDescription,
  file: { readonly name: string; readonly text: string },
  env: NodeJS.ProcessEnv = process.env,
): Promise<StackDirectory> {
  const path = join(base(env), description.name);
  const passphrase = randomBytes(24).toString("base64url");
  const settings = join(path, "settings");
  await writingTo(base(env), "XDG_STATE_HOME, or HOME,", async () => {
    await mkdir(settings, { recursive: true, mode: 0o700 });
    await writeFile(join(settings, file.name), file.text);
    await writeFile(join(path, DESCRIPTION), JSON.stringify({ ...description, passphrase }), { mode: 0o600 });
  });
  return openDirectory(path, { ...description, passphrase });
}

/**
 * Finds the directory of a stack that a run left behind.
 * @param name of the stack
 * @param env says where the user's directories are
 * @returns the directory
 * @throws UsageError if there is none, or if the run still works on it
 */
export async function findStackDirectory(name: string, env: NodeJS.ProcessEnv = process.env): Promise<StackDirectory> {
  const left = await leftStacks(env);
  const found = left.find((one) => one.name === name);
  if (found !== undefined) return found;
  const expected =
    left.length === 0 ? "a stack that a run left behind, and there is none" : left.map((one) => one.name).join(", ");
  throw new UsageError(`--destroy: expected ${expected}, got ${name}.`);
}

/**
 * Finds the stacks on AWS whose run is over, and that are not destroyed. Removes what local runs left.
 * @param env says where the user's directories are
 * @returns their directories
 */
export async function leftStacks(env: NodeJS.ProcessEnv = process.env): Promise<readonly StackDirectory[]> {
  const names = await readdir(base(env)).catch(() => []);
  const found = await Promise.all(names.map((name) => readDirectory(join(base(env), name))));
  const over = found.filter((one) => one !== undefined).filter(({ pid }) => !isRunning(pid));
  await Promise.all(over.filter(({ isLocal }) => isLocal).map(({ remove }) => remove()));
  return over.filter(({ isLocal }) => !isLocal);
}

async function readDirectory(path: string): Promise<StackDirectory | undefined> {
  try {
    const text = await readFile(join(path, DESCRIPTION), "utf8");
    return openDirectory(path, JSON.parse(text) as StackDescription & { readonly passphrase: string });
  } catch {
    return undefined;
  }
}

const openDirectory = (
  path: string,
  description: StackDescription & { readonly passphrase: string },
): StackDirectory => ({
  ...description,
  path,
  settings: join(path, "settings"),
  remove: () => rm(path, { recursive: true, force: true }),
});
