import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { cliEnvironment } from "./cli-environment";
import { type CommandResult, runCommand } from "./command";
import { EngineError } from "./errors";
import { digestSteps, type Events, readEvents, type ResourceState } from "./events";
import type { Engine } from "./installed";
import { installLanguageHost } from "./language-host";
import { projectFile } from "./project-file";
import { settingsIn } from "./settings";
import { stageFile } from "./stage-file";
import { findStages } from "./stages";

export interface WorkspaceOptions {
  readonly engine: Engine;
  /** Directory of the program's Pulumi.yaml. Nothing is written there. */
  readonly project: string;
  /** Directory of the stages' Pulumi.<stage>.yaml. @defaultValue the one that Pulumi.yaml names, or its own */
  readonly settings?: string;
  /** Directory of ours for all that the CLI writes: state, copies of the settings, its home. Made when missing. */
  readonly directory: string;
  /** Ports of providers that run already, by package. Their plugins are neither looked for nor downloaded. */
  readonly providers?: Readonly<Record<string, number>>;
  /** Opens the secrets in the state. Default: a random one, so that only this workspace can. */
  readonly passphrase?: string;
  /** Settings by key (`tiny:end`; `regions` alone is the project's), in the place of those in Pulumi.<stage>.yaml. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** A file to run instead of the project's own entry, such as one that changes the program and then imports it. */
  readonly main?: string;
  /** More environment for the CLI, the program and the packs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Each line that the CLI prints for people. */
  readonly report?: (line: string) => void;
  /** Ends whatever runs, and all it has started. */
  readonly signal?: AbortSignal;
}

export interface OperationOptions {
  /** Directories of policy packs. */
  readonly policyPacks?: readonly string[];
  /** JSON files of the packs' configuration, in the same order. */
  readonly policyPackConfigs?: readonly string[];
  /** Settings in the place of the workspace's and the stage's. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** More arguments of the CLI, such as `--expect-no-changes`. */
  readonly args?: readonly string[];
  /**
   * Whether `up`, `refresh` and `destroy` preview first, as they do when a person types them. What the preview refuses,
   * such as the deletion of a protected resource, then changes nothing.
   * @defaultValue false, as in Pulumi's Automation API and its GitHub action: half the time
   */
  readonly previewFirst?: boolean;
  readonly signal?: AbortSignal;
}

/** How an operation ended, and what the engine told of it. One that failed, or was blocked, has a `code` other than 0. */
export type Operation = CommandResult & Events;

export interface StackState {
  readonly version: number;
  readonly deployment: { readonly resources?: readonly ResourceState[] };
}

/** A Pulumi project with a state of its own, on the real engine, apart from whatever Pulumi the person uses. */
export interface Workspace {
  /** Creates the stage's stack. */
  init(stage: string): Promise<void>;
  /** The stage's settings as Pulumi reads them, by full key: objects, lists and numbers as such. */
  settings(stage: string): Promise<Readonly<Record<string, unknown>>>;
  /** What `up` would do. The steps hold whole states, also of resources that stay the same. Reports stderr only. */
  preview(stage: string, operation?: OperationOptions): Promise<Operation>;
  up(stage: string, operation?: OperationOptions): Promise<Operation>;
  refresh(stage: string, operation?: OperationOptions): Promise<Operation>;
  destroy(stage: string, operation?: OperationOptions): Promise<Operation>;
  /**
   * Runs another command of the CLI that a person types, such as `["state", "unprotect", "--stack", "dev", "--all"]`; it
   * may need `--yes`. What it writes, it writes into this workspace.
   */
  pulumi(args: readonly string[]): Promise<CommandResult>;
  /** The stack's state, its secrets encrypted. */
  exportState(stage: string): Promise<StackState>;
  /** The stack's outputs; secrets read `[secret]` unless they are asked for. */
  outputs(stage: string, options?: { readonly showSecrets?: boolean }): Promise<Record<string, unknown>>;
}

/** Opens a workspace: writes what the CLI works on, and runs nothing yet. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const stages = await findStages(options.project, options.settings);
  const directory = resolve(options.directory);
  const main = options.main === undefined ? undefined : resolve(options.main);
  const home = join(directory, "home");
  const state = join(directory, "state");
  await mkdir(state, { recursive: true });
  if (!options.engine.hasLanguageHost) await installLanguageHost(home);
  await writeFile(join(directory, "Pulumi.yaml"), projectFile(stages.project, main));

  const env = cliEnvironment(process.env, options.env ?? {}, {
    home,
    state,
    passphrase: options.passphrase ?? randomBytes(24).toString("base64url"),
    providers: options.providers ?? {},
  });
  const pulumi = (args: readonly string[], cwd: string, onLine?: Show, signal?: AbortSignal): Promise<CommandResult> =>
    // Started in the project: a version manager's shim finds the CLI's version in the working directory or above it.
    runCommand(options.engine.cli, [...args, "--cwd", cwd, "--non-interactive", "--color", "never"], {
      cwd: stages.project.directory,
      env,
      onLine,
      signal: AbortSignal.any([options.signal, signal].filter((either) => either !== undefined)),
    });

  /** Runs a command that must succeed. The CLI works on the copy of the project, so it writes nothing into the project itself. */
  async function query(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await pulumi(args, directory);
    if (code !== 0) throw new EngineError(`pulumi ${args.join(" ")} failed:\n${stderr}${stdout}${adviceOn(stderr)}`);
    return stdout;
  }

  /** The stage's settings in this workspace, written anew before each operation: the person may have changed theirs. */
  async function settingsOf(stage: string, config: OperationOptions["config"]): Promise<string> {
    const copy = join(directory, `Pulumi.${stage}.yaml`);
    const previous = existsSync(copy) ? await readFile(copy, "utf8") : "";
    await writeFile(copy, stageFile(await stages.read(stage), { ...options.config, ...config }, previous));
    return copy;
  }

  let operations = 0;
  async function operate(
    command: readonly string[],
    stage: string,
    { policyPacks = [], policyPackConfigs = [], config, args = [], signal }: OperationOptions = {},
    show: Show = (line) => options.report?.(line),
  ): Promise<Operation> {
    operations += 1;
    const log = join(directory, `events-${process.pid}-${operations}.jsonl`);
    const flags = { stack: stage, "config-file": await settingsOf(stage, config), "event-log": log };
    try {
      const result = await pulumi(
        [
          ...command,
          ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]),
          ...policyPacks.flatMap((pack) => ["--policy-pack", resolve(pack)]),
          ...policyPackConfigs.flatMap((file) => ["--policy-pack-config", resolve(file)]),
          ...args,
        ],
        directory,
        show,
        signal,
      );
      return { ...result, ...(await readEvents(log)) };
    } finally {
      await rm(log, { force: true });
    }
  }

  const change =
    (command: string) =>
    (stage: string, operation: OperationOptions = {}): Promise<Operation> =>
      operate([command, "--yes", ...(operation.previewFirst ? [] : ["--skip-preview"])], stage, operation);

  return {
    init: async (stage) => {
      await query("stack", "init", stage, "--no-select");
    },
    settings: async (stage) => {
      const file = ["--stack", stage, "--config-file", await settingsOf(stage, undefined)];
      return settingsIn(await query("config", "--json", ...file));
    },
    preview: async (stage, operation) => {
      const preview = await operate(["preview", "--json", "--show-sames"], stage, operation, (line, stream) => {
        if (stream === "stderr") options.report?.(line);
      });
      return { ...preview, steps: digestSteps(preview.stdout) };
    },
    up: change("up"),
    refresh: change("refresh"),
    destroy: change("destroy"),
    pulumi: (args) => pulumi(args, directory),
    exportState: async (stage) => JSON.parse(await query("stack", "export", "--stack", stage)) as StackState,
    outputs: async (stage, { showSecrets = false } = {}) => {
      const secrets = showSecrets ? ["--show-secrets"] : [];
      return JSON.parse(await query("stack", "output", "--json", "--stack", stage, ...secrets)) as Record<
        string,
        unknown
      >;
    },
  };
}

/** What to do about a failure that is the machine's. */
const adviceOn = (stderr: string): string =>
  stderr.includes("unknown userid")
    ? "This Pulumi CLI asks the system for the name of the user. Add the user id to /etc/passwd, or be another user."
    : "";

type Show = (line: string, stream: "stdout" | "stderr") => void;
