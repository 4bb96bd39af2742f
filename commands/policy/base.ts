import { existsSync } from "node:fs";
import { mkdir, readFile, symlink } from "node:fs/promises";
import { join, relative } from "node:path";

import { runCommand } from "@aerospike-kinesis/pulumi-engine";

import { isForPeople, UsageError, UserError } from "../shared/errors";
import type { Configuration } from "./configuration";
import { describePack, type Pack } from "./pack";
import type { ConfiguredPack } from "./weakening";

/** The pack and its configurations at another commit, such as the target of a pull request. */
export interface Base {
  /** As a person named the commit. */
  readonly name: string;
  /** What could not be compared. */
  readonly notes: readonly string[];
  /**
   * Reads the pack with the configuration of a stage.
   * @param stage its name
   * @returns the pack with an empty configuration if the stage has none there
   */
  readonly configured: (stage: string) => Promise<ConfiguredPack>;
  /**
   * Reads a file of the project.
   * @param path from the project's directory
   * @returns its text; undefined if the commit has no such file
   */
  readonly read: (path: string) => Promise<string | undefined>;
}

/** Where to look for the pack of another commit. */
export interface BaseOptions {
  /** A commit, as git takes it. */
  readonly ref: string;
  /** A directory of the repository. */
  readonly project: string;
  /** The pack, within the project. */
  readonly pack: Pack;
  /** Directory for the files of the commit. */
  readonly directory: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a pack as it is at another commit.
 * @param options where it is
 * @returns that pack; if it does not start here, the current pack and a note
 * @throws UsageError if git does not know the commit, or there is no git
 */
export async function openBase(options: BaseOptions): Promise<Base> {
  const { ref, project, pack, directory, signal } = options;
  const path = relative(project, pack.directory).replaceAll("\\", "/");
  const home = join(directory, path);
  await extract(options, path);
  const notes: string[] = [];
  const packThere = await describePack(home, signal).catch((error: unknown) => {
    if (!isForPeople(error)) throw error;
    notes.push(
      `The policy pack of ${ref} does not start here. So only its configuration is compared: ${error.message}`,
    );
    return pack;
  });
  return {
    name: ref,
    notes,
    configured: async (stage) => ({ pack: packThere, configuration: await read(home, stage, ref) }),
    read: async (file) => {
      const { code, stdout } = await runCommand(
        "git",
        ["-C", project, "show", "--end-of-options", `${ref}:./${file}`],
        { signal },
      );
      return code === 0 ? stdout : undefined;
    },
  };
}

async function read(home: string, stage: string, ref: string): Promise<Configuration> {
  const file = join(home, `config.${stage}.json`);
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(await readFile(file, "utf8")) as Configuration;
  } catch (error) {
    throw new UserError(`--base: config.${stage}.json at ${ref} cannot be read: ${(error as Error).message}`);
  }
}

/** Writes the files of the pack at that commit; none if there was no pack. It uses the project's npm packages. */
async function extract({ ref, project, directory, signal }: BaseOptions, path: string): Promise<void> {
  const git = (...args: string[]) =>
    runCommand("git", ["-C", project, ...args], { signal }).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      throw new UsageError("--base: git was not found. Install it, or leave --base out.");
    });
  const { code, stderr } = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
  if (code !== 0) {
    throw new UsageError(
      `--base: expected a commit that is in this repository, got ${ref}. A shallow clone has only the newest; fetch it. ${stderr}`.trim(),
    );
  }
  await mkdir(directory, { recursive: true });
  const archive = join(directory, "base.tar");
  const { code: failed } = await git("archive", `--output=${archive}`, ref, "--", path);
  if (failed === 0) await runCommand("tar", ["-xf", archive, "-C", directory], { signal });
  await symlink(join(project, "node_modules"), join(directory, "node_modules"), "junction");
}
