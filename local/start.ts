import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FAULT_NAMES, parseFaultRules } from "./aws/faults";
import { awsClients } from "./clients";
import { runCommand } from "./command";
import { readConfiguration } from "./connector/configuration";
import { readNotifications, SAMPLES } from "./connector/input";
import { createProgress, type Progress } from "./progress";
import { readSecretText } from "./records";
import { deliver, verify, type Outcome } from "./start/deliver";
import { deploy, type Deployed } from "./start/deploy";
import { watchedFaults, type WatchedFaults } from "./start/faults";
import { createLifetime, type Lifetime } from "./start/lifetime";
import { openRunDirectory, type PipelineOutputs } from "./start/runs";
import { recordTable } from "./start/table";
import type { ChangeNotification } from "./connector/notification";

const STAGE = "dev";
/** Of the random numbers of faults: the same ones each time. */
const SEED = 1;

const usage = `npm start [-- --input FILE] [-- --once] [-- --faults RULES]

Builds stage ${STAGE} on a local AWS with the real Pulumi engine, sends sample change notifications through it as
Aerospike's connector does, reads them back from Kinesis, and stays up until Ctrl-C.

  --input FILE    your own notifications, one JSON object a line; - reads stdin
  --once          end after the records were read back; exit code 1 if one is missing
  --faults RULES  what goes wrong, by share, number or seconds from the first record on, with commas:
                  AccessDenied:count=3,reset-after-stored:rate=0.5,garbage:from=60:until=90
                  ${FAULT_NAMES.join(", ")}`;

void runCommand({
  usage,
  options: { input: { type: "string" }, once: { type: "boolean" }, faults: { type: "string" } },
  run: async ({ input = SAMPLES, once: onlyOnce = false, faults: rules }) => {
    const lifetime = createLifetime();
    try {
      const faults = rules === undefined ? undefined : watchedFaults(parseFaultRules(rules, FAULT_NAMES), SEED);
      const notifications = await readNotifications(input === "-" ? process.stdin : input, Date.now());
      const missing = await run({ notifications, faults, lifetime, progress: createProgress() });
      if (!onlyOnce) {
        console.log("\nUp until Ctrl-C.");
        await stayUp(lifetime.signal);
      }
      return missing === 0 ? 0 : 1;
    } catch (error) {
      if (!lifetime.signal.aborted) throw error;
      return 130;
    } finally {
      if (lifetime.signal.aborted) console.log("\nEnding; nothing stays behind.");
      await lifetime.end();
    }
  },
});

interface Run {
  readonly notifications: readonly ChangeNotification[];
  readonly faults: WatchedFaults | undefined;
  readonly lifetime: Lifetime;
  readonly progress: Progress;
}

/** @returns how many records are missing */
async function run({ notifications, faults, lifetime, progress }: Run): Promise<number> {
  const directory = await openRunDirectory();
  lifetime.onEnd(directory.remove);
  const { signal, onEnd: onStarted } = lifetime;
  const localAws = faults?.localAws ?? {};
  const deployed = await deploy({ stage: STAGE, directory: directory.path, localAws, progress, signal, onStarted });
  const { aws, pipelines } = deployed;
  const caFile = join(directory.path, "ca.pem");
  await writeFile(caFile, aws.ca);
  await directory.publish({ startedAt: Date.now(), stage: STAGE, endpoint: aws.endpoint, ca: aws.ca, pipelines });

  faults?.begin();
  let missing = 0;
  for (const [region, outputs] of Object.entries(pipelines)) {
    missing += await sendThrough({ region, outputs, deployed, notifications, caFile, progress, signal });
  }
  if (faults) console.log(`\nFaults so far: ${faults.told()}`);
  return missing;
}

interface Sending {
  readonly region: string;
  readonly outputs: PipelineOutputs;
  readonly deployed: Deployed;
  readonly notifications: readonly ChangeNotification[];
  readonly caFile: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

async function sendThrough(sending: Sending): Promise<number> {
  const { region, outputs, deployed, notifications, caFile, progress, signal } = sending;
  const clients = awsClients(region, deployed.aws);
  try {
    // Nothing else tells the connector where to send and with which key.
    const configuration = readConfiguration(await readSecretText(clients.secretsManager, outputs.connectorSecretArn));
    const headers = configuration.destinations[0]?.additionalHeaders ?? {};
    const outcomes = await progress.step(`${notifications.length} notifications through ${region}`, async () => {
      const onRetry = (cause: string) => {
        progress.detail(`sent again after: ${cause}`);
      };
      const deliveries = await deliver({ configuration, ca: deployed.aws.ca, notifications, onRetry, signal });
      const stream = headers.streamname ?? "";
      const read: Outcome[] = [];
      for (const delivery of deliveries) read.push(await verify(delivery, clients.kinesis, stream, configuration));
      return read;
    });
    console.log(["", ...recordTable(outcomes), ""].join("\n"));
    console.log(`Endpoint  ${outputs.endpoint}\n\n${curl(outputs.endpoint, headers, caFile)}`);
    return outcomes.filter(({ kind }) => kind === "missing").length;
  } finally {
    clients.close();
  }
}

/** The guide's curl, ready to paste. */
const curl = (endpoint: string, headers: Readonly<Record<string, string>>, caFile: string): string =>
  [
    `curl --cacert '${caFile}'`,
    ...Object.entries({ ...headers, "aerospike-digest": "partition-1" }).map(
      ([name, value]) => `-H '${name}: ${value}'`,
    ),
    `-X POST '${endpoint}'`,
    `-d '{"data":"value"}'`,
  ].join(" \\\n  ");

async function stayUp(signal: AbortSignal): Promise<void> {
  // A pending promise alone does not keep Node alive; the local AWS' servers do.
  if (!signal.aborted) await once(signal, "abort");
}
