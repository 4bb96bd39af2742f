import { awsClients } from "../clients";
import { readConfiguration } from "../connector/configuration";
import { UserError } from "../command";
import type { Progress } from "../progress";
import { readSecretText } from "../records";
import { findStages } from "../engine/stages";
import { deploy, type Deployed, PROJECT } from "../start/deploy";
import { stageTimeouts, type Timeouts } from "../start/stage-timeouts";
import { createTrouble, XDR_LIMITS, xdrLimits, type Change, type SoakTarget } from "./target";

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
/** Above whatever this machine can send: the plan's throttle is for the profiles that ask for it. */
const WIDE = { ratePerSecond: 1_000_000, burst: 1_000_000 };
/** Below what comes while the pipeline is changed, so that the plan answers 429. */
const NARROW = { ratePerSecond: 3, burst: 1 };

/** Deploys the real program on the real engine, held by the policy pack, with everything that can go wrong at hand. */
export async function deployTarget(options: DeployTargetOptions): Promise<SoakTarget> {
  const { store, seed, settings: from, onStarted, onBroken, ...rest } = options;
  const timeouts = options.timeouts ?? stageTimeouts(await (await findStages(PROJECT, from)).read(STAGE));
  const trouble = createTrouble(seed, timeouts);
  const deployed = await deploy({
    ...rest,
    ...{ stage: STAGE, onStarted, config: settings(timeouts) },
    localAws: { store, ...(onBroken && { onBroken }), ...trouble.localAws },
  });
  const { aws, pipelines } = deployed;
  const [[region, outputs] = []] = Object.entries(pipelines);
  const [stream] = Object.keys(outputs?.streams ?? {});
  if (region === undefined || outputs === undefined || stream === undefined) {
    throw new UserError(`Stage ${STAGE} has no stream to soak: give it one in Pulumi.${STAGE}.yaml.`);
  }
  const clients = awsClients(region, aws);
  onStarted(() => {
    clients.close();
    return Promise.resolve();
  });
  return {
    ...{ aws, trouble, region, stream, xdrLimits: options.timeouts ? xdrLimits(timeouts) : XDR_LIMITS },
    configuration: async () =>
      readConfiguration(await readSecretText(clients.secretsManager, outputs.connectorSecretArn)),
    change: (changes) => apply(deployed, changes, timeouts, stream),
  };
}

const settings = (
  { integrationTimeoutMs, callTimeoutMs }: Timeouts,
  throttle = WIDE,
): Readonly<Record<string, unknown>> => ({
  api: { throttle, integrationTimeoutMs },
  connector: { "call-timeout": callTimeoutMs, "connect-timeout": Math.min(2000, callTimeoutMs) },
});

async function apply(
  { workspace }: Deployed,
  changes: readonly Change[],
  timeouts: Timeouts,
  stream: string,
): Promise<void> {
  const config = {
    ...settings(timeouts, changes.includes("throttle") ? NARROW : WIDE),
    ...(changes.includes("template") && { streams: [{ name: stream }, { name: `${stream}_2` }] }),
  };
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
