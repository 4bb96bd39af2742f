import { writePolicy } from "../components/write-policy";
import { renderConnectorConfig } from "../connector/render";
import { partitionOf } from "./regions";
import type { ConnectorSettings } from "./settings";

/**
 * Characters of all inline policies of a role; IAM does not count white space.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MAX_INLINE_POLICY = 10_240;

/** @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const MAX_SECRET_BYTES = 65_536;

/** The longest values that AWS can assign: no URL of ours is longer, and no API key. */
const LONGEST_FACTS = { endpoint: "x".repeat(300), apiKey: "x".repeat(128) };

/** The longest name that a stream can have. */
const LONGEST_STREAM_NAME = "x".repeat(128);

/**
 * The role of each region has one policy, which lists the ARN of each stream: together they must fit into IAM's limit.
 * @param streamNames names of the streams, which every region has
 * @param regions names of regions
 * @returns a problem if the policy of a region would be too long
 */
export function policyProblems(streamNames: readonly string[], regions: readonly string[]): string[] {
  const [longest] = regions
    .map((region) => ({ region, size: policySize(streamNames, region) }))
    .sort((one, other) => other.size - one.size);
  if (longest === undefined || longest.size <= MAX_INLINE_POLICY) return [];
  return [
    `streams: expected streams whose ARNs fit into an IAM policy of ${MAX_INLINE_POLICY} characters (take fewer streams or ` +
      `shorter names, or divide them between two services), got ${streamNames.length} streams that make ` +
      `${longest.size} characters in ${longest.region}`,
  ];
}

function policySize(streamNames: readonly string[], region: string): number {
  const arns = streamNames.map((name) => `arn:${partitionOf(region)}:kinesis:${region}:123456789012:stream/${name}`);
  return JSON.stringify(writePolicy(arns)).replace(/\s/g, "").length;
}

/**
 * The connector's file is one secret. An Avro schema inside it is what can make it too large.
 * @param connector the connector's settings; the stream's name is taken for as long as it can be
 * @returns a problem if the file can be larger than a secret
 */
export function secretProblems(connector: Omit<ConnectorSettings, "streamname">): string[] {
  const file = renderConnectorConfig({ ...connector, streamname: LONGEST_STREAM_NAME }, LONGEST_FACTS);
  const bytes = Buffer.byteLength(file);
  return bytes <= MAX_SECRET_BYTES
    ? []
    : [
        `connector: expected settings that make a file of at most ${MAX_SECRET_BYTES} bytes, which Secrets Manager takes ` +
          `(give format.schema-file in place of format.schema), got up to ${bytes} bytes`,
      ];
}
