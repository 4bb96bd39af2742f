import type { Configuration } from "@aerospike-kinesis/esp-simulator";
import { GetRecordsCommand, GetShardIteratorCommand, ListShardsCommand } from "@aws-sdk/client-kinesis";
import { Agent, request } from "undici";

import { type AwsClients, awsClients } from "../shared/clients";
import type { Deployed } from "../shared/deploy";
import { MINUTE_MS } from "../shared/durations";
import type { PipelineOutputs } from "../shared/pipeline-outputs";
import { streamNameOf } from "../shared/stream-name";
import { readRegionConfiguration } from "../shared/through-region";
import type { LocalTime } from "./local-time";
import { type PlannedRequest, readLimit } from "./traffic";

interface Region {
  readonly url: string;
  readonly headers: Configuration["destinations"][number]["additionalHeaders"];
  readonly read: (limit: number) => Promise<void>;
  readonly close: () => void;
}

/**
 * Sends planned requests to a deployed stage, one after the other, at their times. A consumer reads each stream to its end
 * every minute. Then evaluates the alarms for all these minutes.
 * @param deployed the stage
 * @param time the local AWS's
 * @param requests by time
 * @param signal ends it early
 * @returns when everything is sent
 */
export async function runTraffic(
  { aws, pipelines }: Deployed,
  time: LocalTime,
  requests: readonly PlannedRequest[],
  signal: AbortSignal,
): Promise<void> {
  const agent = new Agent({ connect: { ca: aws.ca } });
  const regions = new Map<string, Region>();
  try {
    for (const [region, outputs] of Object.entries(pipelines)) {
      regions.set(region, await openRegion(awsClients(region, aws), outputs));
    }
    const start = time.now();
    let minute = 0;
    for (const planned of requests) {
      signal.throwIfAborted();
      for (; planned.at >= (minute + 1) * MINUTE_MS; minute += 1) {
        time.begin(start + (minute + 1) * MINUTE_MS - 1);
        for (const [index, { read }] of [...regions.values()].entries()) {
          await read(readLimit(index, minute));
        }
      }
      const region = regions.get(planned.region);
      if (region === undefined) throw new Error(`the stage has no pipeline in ${planned.region}`);
      time.begin(start + planned.at, planned);
      await send(agent, region, planned);
    }
    time.begin(start + (minute + 1) * MINUTE_MS);
    aws.cloudWatch.alarms.evaluate(time.now());
  } finally {
    for (const { close } of regions.values()) close();
    await agent.close();
  }
}

async function openRegion(clients: AwsClients, outputs: PipelineOutputs): Promise<Region> {
  const { destinations } = await readRegionConfiguration(clients.secretsManager, outputs);
  const headers = destinations[0]?.additionalHeaders ?? {};
  const stream = streamNameOf(headers, outputs);
  return { url: outputs.endpoint, headers, read: await openConsumer(clients.kinesis, stream), close: clients.close };
}

/** Reads so many records from each shard of a stream, from where it stopped. */
async function openConsumer(kinesis: AwsClients["kinesis"], StreamName: string): Promise<Region["read"]> {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }));
  const iterators = await Promise.all(
    Shards.map(async ({ ShardId }) => {
      const found = await kinesis.send(
        new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
      );
      return found.ShardIterator;
    }),
  );
  return async (Limit) => {
    for (const [index, ShardIterator] of iterators.entries()) {
      iterators[index] = (await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit }))).NextShardIterator;
    }
  };
}

/** How a request differs from what the connector sends. */
const CHANGED_HEADERS: Readonly<Record<PlannedRequest["kind"], Readonly<Record<string, string>>>> = {
  record: {},
  "unknown-stream": { streamname: "another" },
  "unknown-type": { "Content-Type": "text/csv" },
  "no-key": { "x-api-key": "none" },
};

const send = async (dispatcher: Agent, { url, headers }: Region, planned: PlannedRequest): Promise<void> => {
  const answer = await request(url, {
    dispatcher,
    method: "POST",
    headers: {
      ...headers,
      "aerospike-digest": `digest-${planned.at}`,
      ...CHANGED_HEADERS[planned.kind],
    },
    body: JSON.stringify({ value: "x".repeat(planned.bytes) }),
  });
  await answer.body.dump();
};
