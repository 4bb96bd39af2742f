import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { keepNoLogs } from "./automatic-log";
import { cliEnvironment } from "./cli-environment";
import { type CommandResult, runCommand } from "./command";
import { EngineError } from "./errors";
import { digestSteps, type Events, readEvents, type ResourceState } from "./events";
import { installLanguageHost } from "./language-host";
import { adviceOn } from "./machine-problem";
import { settingsIn } from "./printed-settings";
import { projectFile } from "./project-file";
import { stageFile } from "./stage-file";
import { findStages } from "./stages";
import type { OperationOptions, WorkspaceOptions } from "./workspace-options";

/** How an operation ended, and what the engine said of it. If it failed or was blocked, its `code` is not 0. */
export type Operation = CommandResult & Events;

export interface StackState {
  readonly version: number;
  readonly deployment: { readonly resources?: readonly ResourceState[] };
}

/** A Pulumi project on the real engine, with its own state. It is separate from the person's own Pulumi. */
export interface Workspace {
  /** Creates the stage's stack. */
  init(stage: string): Promise<void>;
  /** The stage's settings as Pulumi reads them, by full key. Objects, lists and numbers are values, not text. */
  settings(stage: string): Promise<Readonly<Record<string, unknown>>>;
  /**
   * What `up` would do. The steps hold complete states, also of resources that stay the same. It reports only stderr.
   */
  preview(stage: string, operation?: OperationOptions): Promise<Operation>;
  up(stage: string, operation?: OperationOptions): Promise<Operation>;
  refresh(stage: string, operation?: OperationOptions): Promise<Operation>;
  destroy(stage: string, operation?: OperationOptions): Promise<Operation>;
  /**
   * Runs another command of the CLI, such as `["state", "unprotect", "--stack", "dev", "--all"]`. It may need `--yes`.
   * It writes only into this workspace.
   */
  pulumi(args: readonly string[]): Promise<CommandResult>;
  /** The stack's state. Its secrets are encrypted. */
  exportState(stage: string): Promise<StackState>;
  /** The stack's outputs. A secret is `[secret]` unless `showSecrets` is set. */
  outputs(stage: string, options?: { readonly showSecrets?: boolean }): Promise<Record<string, unknown>>;
}

/**
 * Opens a workspace: writes the files that the CLI works on, and runs nothing yet.
 * @param options the engine, the project, and a directory for everything that the CLI writes
 * @returns the workspace; it has no stack until `init` is called
 * @throws EngineError if the project's file cannot be used, or if files cannot be executed
 */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const stages = await findStages(options.project, options.settings);
  const directory = resolve(options.directory);
  const main = options.main === undefined ? undefined : resolve(options.main);
  const home = options.account?.home ?? join(directory, "home");
  const state = join(directory, "state");
  // A home of the person's own keeps its logs.
  await Promise.all([mkdir(state, { recursive: true }), ...(options.account ? [] : [keepNoLogs(home)])]);
  if (!options.engine.hasLanguageHost) await installLanguageHost(home);
  await writeFile(join(directory, "Pulumi.yaml"), projectFile(stages.project, main));

  const env = cliEnvironment(process.env, options.env ?? {}, {
    home,
    state,
    passphrase: options.passphrase ?? randomBytes(24).toString("base64url"),
    providers: options.providers ?? {},
    isOnAccount: options.account !== undefined,
  });
  const pulumi = (args: readonly string[], cwd: string, onLine?: Show, signal?: AbortSignal): Promise<CommandResult> =>
    // The CLI is started in the project: a version manager's shim looks for the version in the working directory or
    // above it.
    runCommand(options.engine.cli, [...args, "--cwd", cwd, "--non-interactive", "--color", "never"], {
      cwd: stages.project.directory,
      // A preview keeps no state. Yet the engine would write out the whole of it after each resource, and drop it.
      env: args[0] === "preview" ? { ...env, PULUMI_SKIP_CHECKPOINTS: "true" } : env,
      onLine,
      ...(options.account && { grace: options.account.grace }),
      signal: AbortSignal.any([options.signal, signal].filter((either) => either !== undefined)),
    });

  /**
   * Runs a command that must succeed. The CLI works on the copy of the project, so it writes nothing into the project.
   */
  async function query(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await pulumi(args, directory);
    if (code !== 0) throw new EngineError(`pulumi ${args.join(" ")} failed:\n${stderr}${stdout}${adviceOn(stderr)}`);
    return stdout;
  }

  /**
   * Writes the stage's settings in this workspace. This is done before each operation, because the person may have
   * changed them.
   * @returns the file
   */
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

type Show = (line: string, stream: "stdout" | "stderr") => void;
