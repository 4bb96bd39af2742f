import type { KinesisRequest, KinesisStore } from "./request";

/** A name that no stream has. */
const PROBE = "known-region-probe";

/**
 * Sends a request to a store only if the store knows the region; another store keeps the rest. kinesis-local has a list of
 * regions that is older than AWS's. It takes every other region for us-east-1. Its ARNs are wrong then, and two such
 * regions share their streams.
 * @param store is asked which regions it knows
 * @param rest keeps the streams of the regions that `store` does not know
 * @returns one store for all regions
 */
export function routeByKnownRegion(store: KinesisStore, rest: KinesisStore): KinesisStore {
  const known = new Map<string, Promise<boolean>>();
  const isKnown = (region: string): Promise<boolean> => {
    const asked = known.get(region) ?? knowsRegion(store, region);
    known.set(region, asked);
    return asked;
  };
  return {
    call: async (request) => ((await isKnown(request.region)) ? store : rest).call(request),
    stop: async () => {
      await Promise.all([store.stop(), rest.stop()]);
    },
  };
}

/** The error for a missing stream spells its ARN, and so the region that the store takes this one for. */
async function knowsRegion(store: KinesisStore, region: string): Promise<boolean> {
  const request: KinesisRequest = {
    region,
    action: "DescribeStreamSummary",
    input: { StreamName: PROBE },
    signal: new AbortController().signal,
  };
  const { body } = await store.call(request);
  return body.toString().includes(`:kinesis:${region}:`);
}
