import { type Configuration, readConfiguration } from "@aerospike-kinesis/esp-simulator";

import type { RegionSettings, Settings, StreamSettings } from "../../config/settings";
import { awsClients } from "../shared/clients";
import { type Deployed, openLocalStage } from "../shared/deploy";
import { UserError } from "../shared/errors";
import type { Progress } from "../shared/progress";
import { readSecretText } from "../shared/records";
import { type Timeouts, timeoutsOf } from "../shared/stage-settings";
import { streamsOf } from "../shared/stream-name";
import { throughRegion } from "../shared/through-region";
import { watchAlarms } from "./alarm-watch";
import { IN_PLACE_OF_AVRO } from "./format";
import { SILENCE_MINUTES } from "./minutes";
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
 * More than this machine can send: only some profiles need the usage plan's throttle. It is not above the quotas of an
 * account, because the program would warn of that.
 */
const WIDE = { ratePerSecond: 10_000, burst: 5000 };
/** Less than what comes while the pipeline is changed, so that the usage plan answers 429. */
const NARROW = { ratePerSecond: 3, burst: 1 };
/** The lowest rate. The burst lets everything pass. */
const LOW_RATE = { ratePerSecond: 1, burst: WIDE.burst };

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
  const mode = settings.regions[0]?.connector.format.mode;
  if (mode === "avro") {
    progress.detail(
      `connector.format.mode is ${mode}: the soak sends ${IN_PLACE_OF_AVRO} in its place, because it does not read your schema.`,
    );
  }
  const timeouts = options.timeouts ?? timeoutsOf(settings);
  const trouble = createTrouble(seed, timeouts);
  const deployed = await stage.deploy({
    config: soakSettings(settings, timeouts),
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
  const { retentionHours = 0 } = settings.regions[0]?.streams.find(({ name }) => name === stream) ?? {};
  return {
    aws,
    trouble,
    alarms: watchAlarms({ aws, minutes: trouble.minutes, region, prefix: `${settings.service}-${STAGE}` }),
    region,
    stream,
    retentionMs: retentionHours * 3_600_000,
    configuration,
    xdrLimits: options.timeouts ? xdrLimits(timeouts) : XDR_LIMITS,
    change: (changes) => apply(deployed, changes, soakSettings(settings, timeouts, changes)),
  };
}

/**
 * The stage's own settings, except for those that would disturb a soak: the throttle, the timeouts, and the protection
 * of resources that are replaced or removed. Its alarms are on, and notify topics of the stage.
 */
function soakSettings(
  { api, connector, observability, regions }: Settings,
  timeouts: Timeouts,
  changes: readonly PipelineChange[] = [],
): Readonly<Record<string, unknown>> {
  return {
    api: apiFor(api, timeouts, changes),
    connector: { ...connector, ...timeoutsFor(timeouts) },
    observability: { ...observability, alarms: { ...observability.alarms, topicArns: [] } },
    regions: regions.map((own) => ({ name: own.region, ...soakSettingsIn(own, timeouts, changes) })),
  };
}

function throttleOf(changes: readonly PipelineChange[]): Settings["api"]["throttle"] {
  if (changes.includes("throttle")) return NARROW;
  return changes.includes("rate") ? LOW_RATE : WIDE;
}

/** Each region gets them by itself, because its own settings come before those of the stage. */
const soakSettingsIn = (
  { api, streams }: RegionSettings,
  timeouts: Timeouts,
  changes: readonly PipelineChange[],
): Readonly<Record<string, unknown>> => ({
  api: apiFor(api, timeouts, changes),
  connector: timeoutsFor(timeouts),
  observability: {
    accessLog: true,
    alarms: {
      enabled: true,
      silenceMinutes: SILENCE_MINUTES,
      // Before each profile a record a minute comes, which is unusual.
      trafficAnomaly: changes.includes("anomaly"),
    },
  },
  protect: false,
  streams: [...streams.map(asWritten), ...(changes.includes("template") ? [{ name: freeName(streams) }] : [])],
});

/** As a person writes it: what the owner of an existing stream decides is no setting of it, also not by its default. */
function asWritten({ retentionHours, maxRecordKiB, ...stream }: StreamSettings): Readonly<Record<string, unknown>> {
  return stream.existing === undefined ? { retentionHours, maxRecordKiB, ...stream } : stream;
}

const apiFor = (
  api: RegionSettings["api"],
  timeouts: Timeouts,
  changes: readonly PipelineChange[],
): RegionSettings["api"] => ({
  ...api,
  throttle: throttleOf(changes),
  // If the stage's own timeout is shorter, it stays: the policy pack may require it.
  integrationTimeoutMs: Math.min(api.integrationTimeoutMs, timeouts.integrationTimeoutMs),
});

const timeoutsFor = ({ callTimeoutMs }: Timeouts) => ({
  "call-timeout": callTimeoutMs,
  "connect-timeout": Math.min(2000, callTimeoutMs),
});

/** A name that no stream has. */
function freeName(streams: Settings["streams"]): string {
  const names = streams.map(({ name }) => name);
  let number = 2;
  while (names.includes(`soak_${number}`)) number += 1;
  return `soak_${number}`;
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
