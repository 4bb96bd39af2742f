import { once } from "node:events";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";

import type { KinesisStore } from "@aerospike-kinesis/local-aws";
import {
  createMemoryStore,
  DEFAULT_ACCOUNT_ID,
  realEnvironment,
  startKinesisLocal,
  startLocalAws,
  successResponse,
} from "@aerospike-kinesis/local-aws";
import { findEngine, openWorkspace } from "@aerospike-kinesis/pulumi-engine";
import { makeProcessDirectory } from "@aerospike-kinesis/pulumi-engine/process-directory";

import { awsClients } from "../shared/clients";
import type { Pipelines } from "../shared/pipeline-outputs";
import { PREPARED_ACCOUNT } from "../shared/prepared-account";
import { PROJECT } from "../shared/project";
import { streamNameOf } from "../shared/stream-name";
import { readRegionConfiguration } from "../shared/through-region";
import { type Relay, startRelay } from "./relay";

/** What this process tells the measuring process of its pipeline. */
export interface Served {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ca: string;
  readonly region: string;
  readonly stream: string;
  /** kinesis-local itself, and a relay to it. Absent with the other stores. */
  readonly kinesis?: { readonly port: number; readonly relay: Relay };
}

/**
 * The store behind the gateway. `forgetful` says where it stored a record, but keeps nothing. If memory grows then, it
 * is the gateway's.
 */
export type StoreName = "kinesis-local" | "memory" | "forgetful";

function forgetfulStore(): KinesisStore {
  const memory = createMemoryStore(DEFAULT_ACCOUNT_ID, realEnvironment);
  let count = 0;
  const forget = () => successResponse({ ShardId: "shardId-000000000000", SequenceNumber: String((count += 1)) });
  return {
    ...memory,
    call: (request) => (request.action === "PutRecord" ? Promise.resolve(forget()) : memory.call(request)),
  };
}

/**
 * Serves the pipeline in a process of its own, so that its use of the machine is measured apart from that of the load.
 */
async function serve(store: StoreName): Promise<void> {
  const kinesisLocal = store === "kinesis-local" ? await startKinesisLocal(DEFAULT_ACCOUNT_ID) : undefined;
  const relay = kinesisLocal && (await startRelay(kinesisLocal.port));
  const aws = await startLocalAws({
    ...PREPARED_ACCOUNT,
    store: kinesisLocal ?? (store === "forgetful" ? forgetfulStore() : "memory"),
  });
  const directory = await makeProcessDirectory(tmpdir(), "aerospike-kinesis-bench-");
  try {
    const engine = await findEngine(() => undefined, { project: PROJECT });
    const project = PROJECT;
    // The usage plan's throttle must not limit the measurement.
    const config = { api: { throttle: { ratePerSecond: 1_000_000, burst: 1_000_000 } } };
    const workspace = await openWorkspace({ engine, project, directory, providers: { aws: aws.providerPort }, config });
    await workspace.init("dev");
    const { code, stdout, stderr } = await workspace.up("dev");
    if (code !== 0) throw new Error(stdout + stderr);
    const { pipelines } = (await workspace.outputs("dev")) as { pipelines: Pipelines };
    for (const [region, outputs] of Object.entries(pipelines)) {
      const clients = awsClients(region, aws);
      const configuration = await readRegionConfiguration(clients.secretsManager, outputs);
      clients.close();
      const headers = configuration.destinations[0]?.additionalHeaders ?? {};
      const served: Served = {
        endpoint: outputs.endpoint,
        headers,
        ca: aws.ca,
        region,
        stream: streamNameOf(headers, outputs),
        ...(kinesisLocal &&
          relay && { kinesis: { port: kinesisLocal.port, relay: { origin: relay.origin, ca: relay.ca } } }),
      };
      process.send?.(served);
    }
    await once(process, "disconnect");
  } finally {
    relay?.stop();
    await aws.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

void serve(process.argv[2] as StoreName);
