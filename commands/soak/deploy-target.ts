import { type Configuration, readConfiguration } from "@aerospike-kinesis/esp-simulator";

import { awsClients } from "../shared/clients";
import { readSecretText } from "../shared/connector-file";
import { type Deployed, openLocalStage } from "../shared/deploy";
import { HOUR_MS } from "../shared/durations";
import { UserError } from "../shared/errors";
import type { Progress } from "../shared/progress";
import { type Timeouts, timeoutsOf } from "../shared/stage-settings";
import { streamsOf } from "../shared/stream-name";
import { throughRegion } from "../shared/through-region";
import { watchAlarms } from "./alarm-watch";
import { IN_PLACE_OF_AVRO } from "./format";
import { soakSettings } from "./soak-settings";
import { createTrouble, type PipelineChange, type SoakTarget, XDR_LIMITS, xdrLimits } from "./target";
import { ROUTED } from "./workload";

export interface DeployTargetOptions {
  readonly store: "kinesis-local" | "memory";
  readonly seed: number;
  /** @defaultValue those of the stage */
  readonly timeouts?: Timeouts;
  /** Directory of the stage's file. @defaultValue where Pulumi looks for it */
  readonly settings?: string;
  readonly directory: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /**
   * Called if the store ends by itself, with all records that it kept.
   * @defaultValue nobody is told
   */
  readonly onBroken?: (error: Error) => void;
  readonly onStarted: (end: () => Promise<void>) => void;
}

const STAGE = "dev";
/**
 * Deploys the real program on the real engine, with the policy pack, and with the switches for everything that can go
 * wrong.
 * @param options the store, the timeouts, and where the engine may write
 * @returns the deployed pipeline of the stage's first region
 * @throws UserError if the stage does not come up
 */
export async function deployTarget(options: DeployTargetOptions): Promise<SoakTarget> {
  const { store, seed, settings: from, directory, progress, signal, onStarted, onBroken } = options;
  const local = { stage: STAGE, directory, progress, signal, onStarted };
  const stage = await openLocalStage(from === undefined ? local : { ...local, settings: from });
  const { settings } = stage;
  const [first] = settings.regions;
  const mode = first?.connector.format.mode;
  if (mode === "avro") {
    progress.detail(
      `connector.format.mode is ${mode}: the soak sends ${IN_PLACE_OF_AVRO} in its place, because it does not read your schema.`,
    );
  }
  const timeouts = options.timeouts ?? timeoutsOf(settings);
  const trouble = createTrouble(seed, timeouts);
  const deployed = await stage.deploy({
    config: soakSettings(stage, options.timeouts),
    localAws: { store, ...(onBroken && { onBroken }), ...trouble.localAws },
  });
  const { aws, pipelines } = deployed;
  const [[region, outputs] = []] = Object.entries(pipelines);
  if (region === undefined || outputs === undefined) {
    throw new UserError(`Stage ${STAGE} has no region to soak: give it one in Pulumi.${STAGE}.yaml.`);
  }
  const clients = awsClients(region, aws);
  onStarted(() => {
    clients.close();
    return Promise.resolve();
  });
  const configuration = async (): Promise<Configuration> =>
    throughRegion(
      readConfiguration(await readSecretText(clients.secretsManager, outputs.connectorSecretArn)),
      outputs.endpoint,
    );
  const stream = streamsOf(await configuration(), outputs)(ROUTED);
  const { retentionHours = 0 } = first?.streams.find(({ name }) => name === stream) ?? {};
  return {
    aws,
    trouble,
    alarms: watchAlarms({ aws, minutes: trouble.minutes, region, prefix: `${settings.service}-${STAGE}` }),
    region,
    stream,
    retentionMs: retentionHours * HOUR_MS,
    configuration,
    xdrLimits: options.timeouts ? xdrLimits(timeouts) : XDR_LIMITS,
    change: (changes) => apply(deployed, changes, soakSettings(stage, options.timeouts, changes)),
  };
}

async function apply(
  { workspace }: Deployed,
  changes: readonly PipelineChange[],
  config: Readonly<Record<string, unknown>>,
): Promise<void> {
  const args = [
    ...(changes.includes("key") ? ["--replace", await keyUrn(workspace)] : []),
    ...(changes.includes("missing") ? ["--refresh"] : []),
  ];
  const { code, stdout, stderr } = await workspace.up(STAGE, { config, args });
  if (code !== 0) throw new Error(`pulumi up under load failed:\n${stdout}${stderr}`);
}

async function keyUrn(workspace: Deployed["workspace"]): Promise<string> {
  const { resources = [] } = (await workspace.exportState(STAGE)).deployment;
  const key = resources.find(({ type }) => type === "aws:apigateway/apiKey:ApiKey");
  if (key === undefined) throw new Error(`stage ${STAGE} has no API key`);
  return key.urn;
}
