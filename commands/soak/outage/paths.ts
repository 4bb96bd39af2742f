import { type Configuration, readConfiguration } from "@aerospike-kinesis/esp-simulator";

import { type AwsClients, awsClients } from "../../shared/clients";
import type { Deployed } from "../../shared/deploy";
import { readSecretText } from "../../shared/records";
import type { PipelineOutputs } from "../../shared/runs";
import { createShardReader, type ShardReader } from "../../shared/shards";
import { streamNameOf } from "../../shared/stream-name";

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
 * Mode `nearest`: a file for each region, and the records of a region's own cluster go to that region alone.
 * @param deployed the stage on a local AWS
 * @param deadRegion the region that dies
 * @param onClients takes the clients that must be closed at the end
 * @returns a path for each region
 */
export async function nearestPaths(
  deployed: Deployed,
  deadRegion: string,
  onClients: (clients: AwsClients) => void,
): Promise<readonly Path[]> {
  const { aws, pipelines } = deployed;
  return Promise.all(
    Object.entries(pipelines).map(async ([region, outputs], index) => {
      const { configuration, reader } = await openRegion(region, outputs, aws, onClients);
      return { name: region, workload: index, configuration, readers: [reader], isCut: region === deadRegion };
    }),
  );
}

/**
 * Mode `every`: one file for all regions. XDR has a `dc` for each region, which reaches it at a port of its own. All of
 * them get the same records.
 * @param deployed the stage on a local AWS
 * @param deadRegion the region that dies
 * @param onClients takes the clients that must be closed at the end
 * @returns a path for each region
 * @throws Error if a port of the file is no region's
 */
export async function everyPaths(
  deployed: Deployed,
  deadRegion: string,
  onClients: (clients: AwsClients) => void,
): Promise<readonly Path[]> {
  const { aws, pipelines } = deployed;
  return Promise.all(
    Object.entries(pipelines).map(async ([region, outputs]) => {
      const { configuration, reader } = await openRegion(region, outputs, aws, onClients);
      const [port] = [...configuration.ports.values()].filter(({ destinations }) =>
        destinations.some(({ urls }) => urls.includes(outputs.endpoint)),
      );
      if (port === undefined) throw new Error(`The connector's file has no port for ${region}.`);
      return {
        name: region,
        workload: 0,
        configuration: { ...configuration, ...port, ports: new Map() },
        readers: [reader],
        isCut: region === deadRegion,
      };
    }),
  );
}

/**
 * Mode `failover`: one file, one destination with the URL of each region. A record is in the stream of one of them.
 * @param deployed the stage on a local AWS
 * @param deadRegion the region that dies
 * @param onClients takes the clients that must be closed at the end
 * @returns one path, whose records are in the streams of all regions
 * @throws Error if the stage has no region
 */
export async function failoverPaths(
  deployed: Deployed,
  deadRegion: string,
  onClients: (clients: AwsClients) => void,
): Promise<readonly Path[]> {
  const { aws, pipelines } = deployed;
  const regions = Object.entries(pipelines);
  const opened = await Promise.all(regions.map(([region, outputs]) => openRegion(region, outputs, aws, onClients)));
  const [first] = opened;
  if (first === undefined) throw new Error("The stage has no region.");
  const name = regions.map(([region]) => region).join("+");
  const readers = opened.map(({ reader }) => reader);
  return [{ name, workload: 0, configuration: first.configuration, readers, isCut: name.includes(deadRegion) }];
}

/** The connector's file of a region, and what reads its stream. */
async function openRegion(
  region: string,
  outputs: PipelineOutputs,
  aws: Deployed["aws"],
  onClients: (clients: AwsClients) => void,
) {
  const clients = awsClients(region, aws);
  onClients(clients);
  const text = await readSecretText(clients.secretsManager, outputs.connectorSecretArn);
  const configuration = readConfiguration(text);
  const stream = streamNameOf(configuration.destinations[0]?.additionalHeaders ?? {}, outputs);
  return { configuration, reader: createShardReader(clients.kinesis, stream) };
}
