import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { ChangeHooks, ResourceChange } from "@aerospike-kinesis/local-aws";
import type { CommandResult, Operation } from "@aerospike-kinesis/pulumi-engine";

import { openProgram, type Program } from "./program";

/** A change of a resource at which the CLI is killed. */
export interface Moment {
  readonly operation: ResourceChange["operation"];
  /** The end of the resource's URN. */
  readonly urn: string;
  /** Whether AWS has made the change. The engine does not know of it in either case. */
  readonly isMade: boolean;
}

/** Stage prod, whose CLI is killed while it changes resources. The local AWS lives on. */
export interface KilledProgram extends Program {
  /**
   * Kills the CLI when all moments are reached at the same time.
   * @param run starts an operation that reaches them
   * @returns how the killed operation ended
   */
  readonly killAt: (moments: readonly Moment[], run: () => Promise<Operation>) => Promise<Operation>;
  /** Runs the CLI for stage prod, as a person types it. */
  readonly pulumi: (...args: readonly string[]) => Promise<CommandResult>;
  /** What the state says was interrupted, as `creating <name>`. */
  readonly pending: () => Promise<string[]>;
}

/** A pending operation of a state. */
interface PendingOperation {
  readonly type: string;
  readonly resource: { readonly urn: string };
}

/** @returns the program, on an empty local AWS and with an empty stack prod */
export async function openKilledProgram(): Promise<KilledProgram> {
  const open = new Map<Moment, () => void>();
  const reach = (change: ResourceChange, isMade: boolean): Promise<void> | undefined => {
    const found = [...open.keys()].find(
      (moment) => moment.isMade === isMade && moment.operation === change.operation && change.urn.endsWith(moment.urn),
    );
    if (found === undefined) return undefined;
    open.get(found)?.();
    open.delete(found);
    // AWS never answers this call: the CLI that waits for it is killed.
    return new Promise(() => undefined);
  };
  const changeHooks: ChangeHooks = {
    beforeChange: (change) => reach(change, false),
    afterChange: (change) => reach(change, true),
  };
  const program = await openProgram({}, { changeHooks });
  const { workspace, directory } = program;
  await workspace.init("prod");
  return {
    ...program,
    killAt: async (moments, run) => {
      const reached = moments.map((moment) => new Promise<void>((resolve) => open.set(moment, resolve)));
      const running = run();
      const ended = running.then(({ stdout, stderr }) => {
        if (open.size > 0) throw new Error(`it ended before it was killed:\n${stdout}${stderr}`);
      });
      await Promise.race([Promise.all(reached), ended]);
      process.kill(await lockHolder(directory), "SIGKILL");
      return running;
    },
    pulumi: (...args) => workspace.pulumi([...args, "--stack", "prod"]),
    pending: async () => {
      const { deployment } = (await workspace.exportState("prod")) as {
        deployment: { pending_operations?: readonly PendingOperation[] };
      };
      return (deployment.pending_operations ?? [])
        .map(({ type, resource }) => `${type} ${String(resource.urn.split("::").at(-1))}`)
        .sort();
    },
  };
}

/** The process that holds the stack's lock, which is the CLI itself. */
async function lockHolder(directory: string): Promise<number> {
  const locks = join(directory, "state", ".pulumi", "locks");
  const entries = await readdir(locks, { recursive: true });
  const file = entries.find((entry) => entry.endsWith(".json"));
  if (file === undefined) throw new Error(`no lock in ${locks}`);
  return (JSON.parse(await readFile(join(locks, file), "utf8")) as { pid: number }).pid;
}
