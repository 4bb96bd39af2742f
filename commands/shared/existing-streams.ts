import { DEFAULT_ACCOUNT_ID, type ForeignStream, type LocalAws } from "@aerospike-kinesis/local-aws";

import type { RegionSettings, Settings } from "../../config/settings";

/**
 * The streams of other accounts that a local run needs, with a policy that lets the local account write and read.
 * @param settings of the stage
 * @returns each stream by its ARN
 */
export function foreignStreamsOf({ regions }: Pick<Settings, "regions">): ForeignStream[] {
  const all = regions.flatMap(({ streams }) => streams);
  const arns = new Set(all.flatMap(({ existing = true }) => (existing === true ? [] : existing)));
  return Array.from(arns, (arn) => ({ arn, policy: JSON.stringify(sharingPolicy(arn)) }));
}

const sharingPolicy = (arn: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: DEFAULT_ACCOUNT_ID }, Action: "kinesis:*", Resource: arn }],
});

/**
 * Creates the existing streams of the stage's own account in a local one: on demand, with what Kinesis gives a new stream.
 * @param kinesis of the local account
 * @param settings of the stage
 * @throws AwsError as Kinesis answers
 */
export async function createExistingStreams(
  kinesis: LocalAws["kinesis"],
  { regions }: Pick<Settings, "regions">,
): Promise<void> {
  const create = async ({ region, streams }: RegionSettings): Promise<void> => {
    for (const { name: StreamName } of streams.filter(({ existing }) => existing === true)) {
      const input = { StreamName, StreamModeDetails: { StreamMode: "ON_DEMAND" } };
      await kinesis.send(region, "CreateStream", input);
    }
  };
  await Promise.all(regions.map(create));
}
