import type { AwsClients } from "../../shared/clients";
import { openLocalStage } from "../../shared/deploy";
import { UserError } from "../../shared/errors";
import type { Lifetime } from "../../shared/lifetime";
import type { Progress } from "../../shared/progress";
import { type Timeouts, timeoutsOf } from "../../shared/stage-settings";
import { xdrLimits } from "../target";
import { createDeadRegion, OUTAGE_KINDS, type OutageKind } from "./dead-region";
import type { Mode } from "./modes";
import { outageSettings } from "./outage-settings";
import { pathsOf } from "./paths";
import { type PathReport, runOutage } from "./run-outage";

export interface SoakRegionsOptions {
  readonly store: "kinesis-local" | "memory";
  /** Of each path and outage. */
  readonly records: number;
  readonly seed: number;
  /** How the region dies, one after the other. @defaultValue all ways */
  readonly kinds?: readonly OutageKind[];
  /** @defaultValue those of the stage */
  readonly timeouts?: Timeouts;
  /** Directory of the stage's file. @defaultValue where Pulumi looks for it */
  readonly settings?: string;
  readonly directory: string;
  readonly progress: Progress;
  readonly lifetime: Pick<Lifetime, "signal" | "onEnd" | "fail">;
  readonly mode: Mode;
}

const STAGE = "prod";

/**
 * Deploys a stage of several regions. Then its first region dies in each way, while records flow through all of them.
 * @param options the mode, and how much is sent
 * @returns what each path came to in each outage
 * @throws UserError if the stage has one region only, or does not come up
 */
export async function soakRegions(options: SoakRegionsOptions): Promise<readonly PathReport[]> {
  const { store, records, seed, kinds = OUTAGE_KINDS, settings: from, directory, progress, lifetime, mode } = options;
  const { signal, onEnd: onStarted } = lifetime;
  const local = { stage: STAGE, directory, progress, signal, onStarted };
  const stage = await openLocalStage(from === undefined ? local : { ...local, settings: from });
  const timeouts = options.timeouts ?? timeoutsOf(stage.settings);
  const deadRegion = createDeadRegion();
  const deployed = await stage.deploy({
    config: outageSettings(stage, mode, options.timeouts),
    localAws: { store, onBroken: lifetime.fail, gatewayHooks: deadRegion.gatewayHooks, log: () => undefined },
  });
  const [[dead, outputs] = [], ...others] = Object.entries(deployed.pipelines);
  if (dead === undefined || outputs === undefined || others.length === 0) {
    throw new UserError(`Stage ${STAGE} has one region only: give it another one in Pulumi.${STAGE}.yaml.`);
  }
  const onClients = (clients: AwsClients): void => {
    onStarted(() => {
      clients.close();
      return Promise.resolve();
    });
  };
  const paths = await pathsOf(mode, deployed, dead, onClients);
  const reports: PathReport[] = [];
  for (const kind of kinds) {
    const run = () =>
      runOutage(paths, {
        kind,
        records,
        seed,
        signal,
        deadRegion,
        ca: deployed.aws.ca,
        deadEndpoint: outputs.endpoint,
        limits: xdrLimits(timeouts),
        // Longer than XDR waits, so that partitions stall.
        leastMs: 2 * xdrLimits(timeouts).stalledAfterMs,
        drainMs: 60_000,
      });
    reports.push(...(await progress.step(`${dead} is dead (${kind}), mode ${mode}`, run)));
  }
  return reports;
}
