import { type Operation, refusalOf, type Workspace } from "@aerospike-kinesis/pulumi-engine";

import { count } from "../../shared/count";
import { UserError } from "../../shared/errors";

/** A stack is not destroyed. The message says what is left, and how to destroy it. */
export class StackLeftError extends UserError {
  override readonly name = "StackLeftError";
}

/** A resource that a stack still has. */
interface LeftResource {
  readonly type: string;
  readonly id: string;
}

const MOST_SHOWN = 30;

/**
 * The command that destroys a stack by hand.
 * @param name of the stack
 * @returns a command line
 */
export const destroyCommand = (name: string): string => `npm run conformance -- --ephemeral --destroy ${name}`;

/**
 * Destroys a stack, and forgets it. Where it fails, it reads from AWS what is there, and tries once more.
 * @param workspace with the stack
 * @param about its name, and whether it ends with the local AWS of this command
 * @param signal gives up. What the engine has begun on AWS is ended first
 * @throws StackLeftError that says why it failed, and on AWS what is left and by which command to destroy it
 */
export async function destroyStack(
  workspace: Workspace,
  { name, isLocal }: { readonly name: string; readonly isLocal: boolean },
  signal: AbortSignal,
): Promise<void> {
  let why: string;
  try {
    const first = await workspace.destroy(name, { args: ["--continue-on-error"], signal });
    const last = first.code === 0 ? first : await workspace.destroy(name, { args: ["--refresh"], signal });
    if (last.code === 0) {
      await workspace.pulumi(["stack", "rm", name, "--yes"]);
      return;
    }
    why = reasonOf(last);
  } catch (error) {
    if (!signal.aborted) throw error;
    why = "You interrupted it.";
  }
  const what = `Stack ${name} is not destroyed. ${why}`;
  throw new StackLeftError(
    isLocal
      ? `${what}\nIt ends with the local AWS of this command: nothing is left.`
      : `${what}\n${describeLeft(name, await leftIn(workspace, name))}`,
  );
}

/** What the engine says at the end of each failure is left out. */
const reasonOf = (operation: Operation): string =>
  refusalOf(operation)
    .split("\n")
    .filter((line) => line !== "update failed")
    .join("\n") || "Pulumi does not say why.";

/** The resources in the state, without components and providers. */
async function leftIn(workspace: Workspace, name: string): Promise<readonly LeftResource[] | undefined> {
  try {
    const { resources = [] } = (await workspace.exportState(name)).deployment;
    return resources.flatMap(({ type, id }) =>
      id === undefined || /^pulumi:(providers:|pulumi:)/.test(type) ? [] : [{ type, id }],
    );
  } catch {
    return undefined;
  }
}

function describeLeft(name: string, left: readonly LeftResource[] | undefined): string {
  const shown = left?.slice(0, MOST_SHOWN).map(({ type, id }) => `  ${type} ${id}`) ?? [];
  const more = (left?.length ?? 0) - shown.length;
  return [
    left === undefined
      ? "Its state cannot be read."
      : `It still has ${count(left.length, "resource")}, which can cost money:`,
    ...shown,
    ...(more > 0 ? [`  and ${more} more`] : []),
    "Destroy it by hand, with the same credentials in the shell:",
    `  ${destroyCommand(name)}`,
  ].join("\n");
}
