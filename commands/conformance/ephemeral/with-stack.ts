import type { Assumptions } from "@aerospike-kinesis/local-aws";
import { createShardLimits, DEFAULT_ACCOUNT_ID, startLocalAws } from "@aerospike-kinesis/local-aws";
import type { Workspace } from "@aerospike-kinesis/pulumi-engine";

import { accountOf } from "../../shared/account/account";
import { trustedCertificates } from "../../shared/account/certificates";
import type { AwsAccess, LocalEndpoint } from "../../shared/clients";
import type { Lifetime } from "../../shared/lifetime";
import { PREPARED_ACCOUNT } from "../../shared/prepared-account";
import type { Progress } from "../../shared/progress";
import type { ChosenStage } from "./chosen-stage";
import { destroyStack, StackLeftError } from "./destroy-stack";
import { openStackWorkspace } from "./open-workspace";
import { type EphemeralStack, openStack } from "./stack";
import { makeStackDirectory, type StackDirectory } from "./stack-directory";

export interface WithStackOptions {
  readonly chosen: ChosenStage;
  readonly name: string;
  /** What the local AWS does, for a local AWS of the stack's own. Undefined: the account. */
  readonly local: Partial<Assumptions> | undefined;
  /** File of certificates to trust beside Node's own. */
  readonly ca: string | undefined;
  readonly lifetime: Lifetime;
  readonly progress: Progress;
}

/** Where a stack is deployed. */
interface Place {
  readonly access: LocalEndpoint | AwsAccess;
  /** Undefined on the account. */
  readonly providerPort?: number;
}

/**
 * Brings up a stack, calls `use`, and destroys the stack, whatever happens.
 * @param options the settings, the name, and where the stack is deployed
 * @param use works with the stack
 * @returns what `use` returns
 * @throws UserError if the stack does not come up, or is not destroyed; it then says what is left. Whatever `use` throws
 */
export async function withStack<Result>(
  options: WithStackOptions,
  use: (stack: EphemeralStack, access: Place["access"]) => Promise<Result>,
): Promise<Result> {
  const { chosen, name, local, lifetime, progress } = options;
  const { stage, settings, text, fileName } = chosen;
  const place = await findPlace(options);
  const about = { name, stage, region: settings.region, pid: process.pid, isLocal: local !== undefined };
  const directory = await makeStackDirectory(about, { name: fileName(name), text });
  const { signal } = lifetime;
  let workspace: Workspace | undefined;
  const work = async (): Promise<Result> => {
    const opened = await openStackWorkspace(directory, place.providerPort, progress, signal);
    signal.throwIfAborted();
    await opened.init(name);
    workspace = opened;
    const stack = openStack({ workspace, name, settings, signal });
    await progress.step(`pulumi up of stack ${name}`, () => stack.up());
    return use(stack, place.access);
  };
  const [ended] = await Promise.allSettled([work()]);
  const why = ended.status === "rejected" && !signal.aborted ? (ended.reason as unknown) : undefined;
  await destroy(directory, workspace, lifetime, progress).catch((left: unknown) => {
    // Both are said: what went wrong first, and what is left.
    throw left instanceof StackLeftError && why instanceof Error
      ? new StackLeftError(`${why.message}\n\n${left.message}`)
      : left;
  });
  if (ended.status === "rejected") throw ended.reason;
  return ended.value;
}

async function findPlace({ chosen, local, ca, lifetime, progress }: WithStackOptions): Promise<Place> {
  if (local === undefined) {
    const { customCaBundle: bundle } = chosen.awsSettings;
    const trusted = trustedCertificates(ca, typeof bundle === "string" ? bundle : undefined);
    return { access: accountOf(chosen.awsSettings, trusted).access };
  }
  const aws = await progress.step("Local AWS", () =>
    startLocalAws({
      ...PREPARED_ACCOUNT,
      store: "memory",
      kinesisLayers: [createShardLimits({ now: () => performance.now(), accountId: DEFAULT_ACCOUNT_ID })],
      assumptions: local,
    }),
  );
  lifetime.onEnd(() => aws.stop());
  return { access: aws, providerPort: aws.providerPort };
}

async function destroy(
  directory: StackDirectory,
  workspace: Workspace | undefined,
  { signal, again }: Pick<Lifetime, "signal" | "again">,
  progress: Progress,
): Promise<void> {
  if (workspace !== undefined) {
    const why = signal.aborted ? "Interrupted: " : "";
    const label = `${why}pulumi destroy of stack ${directory.name}`;
    const { isLocal } = directory;
    const atSecond = isLocal ? "" : ", and says how to destroy it by hand";
    if (signal.aborted) progress.detail(`A second Ctrl-C gives up${atSecond}.`);
    again.addEventListener("abort", () => {
      const then = isLocal ? "" : ", and then this says what is left";
      progress.detail(`You gave up: what has begun is ended first${then}.`);
    });
    try {
      await progress.step(label, () => destroyStack(workspace, directory, again));
    } catch (error) {
      // The stack ends with the local AWS.
      if (isLocal) await directory.remove();
      throw error;
    }
  }
  await directory.remove();
}
