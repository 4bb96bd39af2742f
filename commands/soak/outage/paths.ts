import { type Configuration, readConfiguration } from "@aerospike-kinesis/esp-simulator";

import { type AwsClients, awsClients, type LocalEndpoint } from "../../shared/clients";
import { readSecretText } from "../../shared/connector-file";
import type { PipelineOutputs, Pipelines } from "../../shared/pipeline-outputs";
import { createShardReader, type ShardReader } from "../../shared/shards";
import { streamsOf } from "../../shared/stream-name";
import { throughRegion } from "../../shared/through-region";
import { ROUTED } from "../workload";
import type { Mode } from "./modes";

/** What one XDR `dc` ships to. How connectors use several regions decides which paths there are. */
export interface Path {
  /** What people call it: a region, or the regions that it balances between. */
  readonly name: string;
  /** Its records: paths with the same number are sent the same records. */
  readonly workload: number;
  readonly configuration: Configuration;
  /** The streams in which its records are. */
  readonly readers: readonly ShardReader[];
  /** Whether it needs the region that dies. */
  readonly isCut: boolean;
}

/**
 * The paths of a mode. In `nearest` and `every`, each region has one: of `nearest`, the records of the region's own cluster
 * go to that region alone; in `every`, XDR has a `dc` for each region, and all of them get the same records. In `failover`
 * there is one path, and a record is in the stream of one of the regions.
 * @param mode how the connectors use the regions
 * @param deployed the stage on a local AWS
 * @param deadRegion the region that dies
 * @param onClients takes the clients that must be closed at the end
 * @returns the paths, in the order of the regions
 * @throws Error if the file of a region has no URL of that region, or the stage has no region
 */
export async function pathsOf(
  mode: Mode,
  { aws, pipelines }: { readonly aws: LocalEndpoint; readonly pipelines: Pipelines },
  deadRegion: string,
  onClients: (clients: AwsClients) => void,
): Promise<readonly Path[]> {
  const opened = await Promise.all(
    Object.entries(pipelines).map(([region, outputs]) => openRegion(region, outputs, aws, onClients)),
  );
  if (mode !== "failover") {
    return opened.map(({ region, own, reader }, index) => ({
      name: region,
      workload: mode === "nearest" ? index : 0,
      configuration: own,
      readers: [reader],
      isCut: region === deadRegion,
    }));
  }
  const [first] = opened;
  if (first === undefined) throw new Error("The stage has no region.");
  const name = opened.map(({ region }) => region).join("+");
  const readers = opened.map(({ reader }) => reader);
  return [{ name, workload: 0, configuration: first.whole, readers, isCut: true }];
}

/** The connector's file of a region, what it says of that region alone, and what reads the stream of the records. */
async function openRegion(
  region: string,
  outputs: PipelineOutputs,
  aws: LocalEndpoint,
  onClients: (clients: AwsClients) => void,
) {
  const clients = awsClients(region, aws);
  onClients(clients);
  const whole = readConfiguration(await readSecretText(clients.secretsManager, outputs.connectorSecretArn));
  const own = throughRegion(whole, outputs.endpoint);
  if (own.destinations.length === 0) throw new Error(`The connector's file has no URL of ${region}.`);
  return { region, whole, own, reader: createShardReader(clients.kinesis, streamsOf(own, outputs)(ROUTED)) };
}
