import { type Configuration, readConfiguration } from "@aerospike-kinesis/esp-simulator";

import { type AwsClients, awsClients } from "../../shared/clients";
import type { Deployed } from "../../shared/deploy";
import { readSecretText } from "../../shared/records";
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
      const clients = awsClients(region, aws);
      onClients(clients);
      const text = await readSecretText(clients.secretsManager, outputs.connectorSecretArn);
      const configuration = readConfiguration(text);
      const stream = streamNameOf(configuration.destinations[0]?.additionalHeaders ?? {}, outputs);
      return {
        name: region,
        workload: index,
        configuration,
        readers: [createShardReader(clients.kinesis, stream)],
        isCut: region === deadRegion,
      };
    }),
  );
}
