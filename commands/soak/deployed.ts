import { readConfiguration } from "@aerospike-kinesis/esp-simulator";
import { findStages } from "@aerospike-kinesis/pulumi-engine";

import { settingNamed } from "../shared/asked-for";
import { awsClients } from "../shared/clients";
import { deploy, type Deployed, type Settings } from "../shared/deploy";
import { UserError } from "../shared/errors";
import type { Progress } from "../shared/progress";
import { PROJECT } from "../shared/project";
import { readSecretText } from "../shared/records";
import { stageTimeouts, type Timeouts } from "../shared/stage-timeouts";
import { IN_PLACE_OF_AVRO } from "./format";
import { type Change, createTrouble, type SoakTarget, XDR_LIMITS, xdrLimits } from "./target";

export interface DeployTargetOptions {
  readonly store: "kinesis-local" | "memory";
  readonly seed: number;
  /** @defaultValue those of the stage */
  readonly timeouts?: Timeouts;
  /** Directory of the file that sets those of the stage. @defaultValue where Pulumi looks for it */
  readonly settings?: string;
  readonly directory: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Told if the store ends by itself, with all that it kept. @defaultValue nobody is told */
  readonly onBroken?: (error: Error) => void;
  readonly onStarted: (end: () => Promise<void>) => void;
}

const STAGE = "dev";
/**
 * Above whatever this machine can send: the plan's throttle is for the profiles that ask for it. Not above the quotas of an
 * account, of which the program warns.
 */
const WIDE = { ratePerSecond: 10_000, burst: 5000 };
/** Below what comes while the pipeline is changed, so that the plan answers 429. */
const NARROW = { ratePerSecond: 3, burst: 1 };

/** Deploys the real program on the real engine, held by the policy pack, with everything that can go wrong at hand. */
export async function deployTarget(options: DeployTargetOptions): Promise<SoakTarget> {
  const { store, seed, settings: from, onStarted, onBroken, ...rest } = options;
  const timeouts = options.timeouts ?? stageTimeouts(await (await findStages(PROJECT, from)).read(STAGE));
  const trouble = createTrouble(seed, timeouts);
  let own: Settings = {};
  const deployed = await deploy({
    ...rest,
    ...{ stage: STAGE, onStarted },
    config: (settings) => soakSettings((own = settings), timeouts),
    onSettings: ({ format }) => {
      if (format === "avro") rest.progress.detail(sendsInPlaceOf(format));
    },
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
  const configuration = async () =>
    readConfiguration(await readSecretText(clients.secretsManager, outputs.connectorSecretArn));
  // Of several streams the connector's file names the one that every record goes to.
  const stream =
    (await configuration()).destinations[0]?.additionalHeaders.streamname ?? String(Object.keys(outputs.streams)[0]);
  return {
    ...{ aws, trouble, region, stream, configuration },
    xdrLimits: options.timeouts ? xdrLimits(timeouts) : XDR_LIMITS,
    change: (changes) => apply(deployed, changes, (change) => soakSettings(own, timeouts, change, outputs.streams)),
  };
}

/** What a soak says before it builds a stage whose format the stand-in cannot write. */
const sendsInPlaceOf = (format: string): string =>
  `connector.format.mode is ${format}: the soak sends ${IN_PLACE_OF_AVRO} in its place, because it does not read your schema.`;

type Section = Readonly<Record<string, unknown>>;

/**
 * The stage's own settings but for what could get in the way: the throttle, the timeouts, and the protection of what is replaced
 * and removed.
 * @param own the stage's settings by full key
 * @param streams of the deployed stage, by name
 */
function soakSettings(
  own: Settings,
  { integrationTimeoutMs, callTimeoutMs }: Timeouts,
  changes: readonly Change[] = [],
  streams: Section = {},
): Settings {
  const of = <Value>(name: string, absent: Value): Value => (settingNamed(own, name) ?? absent) as Value;
  const api = of<Section>("api", {});
  const throttle = changes.includes("throttle") ? NARROW : WIDE;
  const timeouts = { "call-timeout": callTimeoutMs, "connect-timeout": Math.min(2000, callTimeoutMs) };
  return {
    // A shorter one of the stage stays: the policy pack may hold the stage to it.
    api: {
      ...api,
      throttle,
      integrationTimeoutMs: Math.min(Number(api.integrationTimeoutMs ?? Infinity), integrationTimeoutMs),
    },
    connector: { ...of<Section>("connector", {}), ...timeouts },
    protect: false,
    ...(changes.includes("template") && {
      streams: [...of<readonly Section[]>("streams", [{}]), { name: freeName(streams) }],
    }),
  };
}

/** A name that no stream has. */
function freeName(streams: Section): string {
  let number = 2;
  while (`soak_${number}` in streams) number += 1;
  return `soak_${number}`;
}

async function apply(
  { workspace }: Deployed,
  changes: readonly Change[],
  settings: (changes: readonly Change[]) => Settings,
): Promise<void> {
  const args = [
    ...(changes.includes("key") ? ["--replace", await keyUrn(workspace)] : []),
    ...(changes.includes("missing") ? ["--refresh"] : []),
  ];
  const { code, stdout, stderr } = await workspace.up(STAGE, { config: settings(changes), args });
  if (code !== 0) throw new Error(`pulumi up under load failed:\n${stdout}${stderr}`);
}

async function keyUrn(workspace: Deployed["workspace"]): Promise<string> {
  const { resources = [] } = (await workspace.exportState(STAGE)).deployment;
  const key = resources.find(({ type }) => type === "aws:apigateway/apiKey:ApiKey");
  if (key === undefined) throw new Error(`stage ${STAGE} has no API key`);
  return key.urn;
}
