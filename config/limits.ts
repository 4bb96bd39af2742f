import { arnIn, streamArn } from "../components/arn";
import { foreignArnOf } from "../components/existing-stream";
import { alarmsOf } from "../components/observability/alarms";
import { type AlarmArgs, alarmName } from "../components/observability/alarms/model";
import { writePolicy } from "../components/write-policy";
import { renderRegion } from "../connector/regions";
import { areRouted } from "../connector/routes";
import type { StreamEntry } from "./existing-stream-problems";
import { partitionOf } from "./regions";
import type { ConnectorSettings, StreamSettings } from "./settings";

/**
 * Characters of all inline policies of a role; IAM does not count white space.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MAX_INLINE_POLICY = 10_240;

/** @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const MAX_SECRET_BYTES = 65_536;

/** Characters of an alarm's name: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const MAX_ALARM_NAME = 255;

/** The longest values that AWS can assign: no URL of ours is longer, and no API key. */
const LONGEST_FACTS = { endpoint: "x".repeat(300), apiKey: "x".repeat(128) };

/** As long as the name of a region can be. */
const LONGEST_REGION = "x".repeat(32);

/** The longest name that a stream can have. */
const LONGEST_STREAM_NAME = "x".repeat(128);

/**
 * The role of each region has a policy for the streams that the program creates, and one for those that exist already.
 * They list the ARN of each stream and of its KMS key, and together they must fit into IAM's limit.
 * @param streams the streams, which every region has
 * @param regions names of regions
 * @returns a problem if the policy of a region would be too long
 */
export function policyProblems(streams: readonly KeyedStream[], regions: readonly string[]): string[] {
  const [longest] = regions
    .map((region) => ({ region, size: policySize(streams, region) }))
    .sort((one, other) => other.size - one.size);
  if (longest === undefined || longest.size <= MAX_INLINE_POLICY) return [];
  return [
    `streams: expected streams whose ARNs fit into an IAM policy of ${MAX_INLINE_POLICY} characters (take fewer streams or ` +
      `shorter names, or divide them between two services), got ${streams.length} streams that make ` +
      `${longest.size} characters in ${longest.region}`,
  ];
}

/** What the role's policies name of a stream. */
type KeyedStream = StreamEntry & Pick<StreamSettings, "kmsKeyArns">;

function policySize(streams: readonly KeyedStream[], region: string): number {
  const isCreated = ({ existing }: StreamEntry): boolean => existing === undefined;
  const parts = [streams.filter(isCreated), streams.filter((stream) => !isCreated(stream))];
  return parts
    .filter((part) => part.length > 0)
    .map((part) => {
      const arns = part.map((stream) => foreignArnOf(stream, region) ?? ownArn(stream.name, region));
      const kmsKeyArns = part.flatMap((stream) => arnIn(region, stream.kmsKeyArns) ?? []);
      return JSON.stringify(writePolicy(arns, { region, kmsKeyArns })).replace(/\s/g, "").length;
    })
    .reduce((sum, size) => sum + size, 0);
}

const ownArn = (name: string, region: string): string =>
  streamArn({ partition: partitionOf(region), accountId: "123456789012" }, region, name);

/**
 * The connector's file is one secret. An Avro schema inside it can make it too large, or a destination for each of many
 * streams.
 * @param connector the connector's settings
 * @param streams the streams with their names
 * @param regions how many regions a file can name
 * @returns a problem if the file can be larger than a secret
 */
export function secretProblems(
  connector: Omit<ConnectorSettings, "streamname">,
  streams: readonly StreamSettings[],
  regions: number,
): string[] {
  const isRouted = areRouted(streams);
  const rest = isRouted ? String(streams.find((stream) => stream.default)?.name) : LONGEST_STREAM_NAME;
  const one = { ...LONGEST_FACTS, connector: { ...connector, streamname: rest }, streams: isRouted ? streams : [] };
  const facts = Array.from({ length: Math.max(1, regions) }, (_, index) => ({
    ...one,
    region: `${LONGEST_REGION}${index}`,
  }));
  const bytes = Buffer.byteLength(renderRegion(`${LONGEST_REGION}0`, facts));
  return bytes <= MAX_SECRET_BYTES
    ? []
    : [
        `connector: expected settings that make a file of at most ${MAX_SECRET_BYTES} bytes, which Secrets Manager takes ` +
          "(give format.schema-file in place of format.schema, or route changes to fewer streams), " +
          `got up to ${bytes} bytes`,
      ];
}

/**
 * What AWS takes as the name of an alarm, which ends with the name of its stream.
 * @param args what the alarms of a region follow from, all right in itself
 * @returns a problem if a name would be too long
 */
export function alarmNameProblems(args: AlarmArgs): string[] {
  const names = alarmsOf(args).map(({ key, stream }) => alarmName(args.place, key, stream));
  const longest = names.reduce((length, name) => Math.max(length, name.length), 0);
  return longest <= MAX_ALARM_NAME
    ? []
    : [
        `streams: expected names so short that the names of their alarms have at most ${MAX_ALARM_NAME} characters ` +
          `(or observability.alarms.enabled false), got up to ${longest}`,
      ];
}
