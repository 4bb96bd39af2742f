import { KB, SECONDS_PER_MONTH } from "./units";

/** Between the connectors and API Gateway: the Internet, a NAT gateway of their VPC, or an interface endpoint in it. */
export const NETWORKS = ["internet", "nat", "vpc-endpoint"] as const;
export type Network = (typeof NETWORKS)[number];

/** What the connectors of one region send, and who reads it. Each region of a stage has the same. */
export interface Load {
  /** On average over the month; at most three decimal places. */
  readonly recordsPerSecond: number;
  /** Of a record's body, as the connector posts it. */
  readonly recordBytes: number;
  /** The most records in a second; at least the average. */
  readonly peak: number;
  /** Applications that read every record. */
  readonly consumers: number;
  readonly connectors: number;
  /** From the connector's request to the API's answer. */
  readonly latencyMs: number;
  readonly network: Network;
}

/** Decimal places of a rate that count. */
const THOUSANDTHS = 1000;

/**
 * Counts the records of a month.
 * @param recordsPerSecond the average rate
 * @returns a whole number; exact for a rate of at most three decimal places
 */
export const recordsPerMonth = (recordsPerSecond: number): bigint =>
  (BigInt(Math.round(recordsPerSecond * THOUSANDTHS)) * SECONDS_PER_MONTH) / BigInt(THOUSANDTHS);

/**
 * The bytes that on-demand Kinesis bills for a record. https://aws.amazon.com/kinesis/data-streams/pricing/ rounds each
 * record up to the nearest 1 KB (1,024 bytes).
 * @param recordBytes of the record
 * @returns a multiple of 1,024
 */
export const billedBytes = (recordBytes: number): bigint => roundUp(BigInt(recordBytes), KB);

/** The partition key is Aerospike's digest in Base64 (components/api/request-template.ts). */
const PARTITION_KEY_BYTES = 28;

/**
 * The most bytes of a record in a stream: data and partition key count together (docs/reference.md, "Sizes").
 * @param maxRecordKiB of the stream
 * @returns without the partition key
 */
export const mostRecordBytes = (maxRecordKiB: number): number => maxRecordKiB * 1024 - PARTITION_KEY_BYTES;

/**
 * The bytes that a record takes of the throughput of a stream and of its shard. A shard takes 1 MB a second "including
 * partition keys": https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html. AWS rounds for prices
 * alone.
 * @param load of the region
 * @returns not rounded
 */
export const writtenBytes = ({ recordBytes }: Pick<Load, "recordBytes">): number => recordBytes + PARTITION_KEY_BYTES;

/**
 * Rounds up.
 * @param value not below zero
 * @param step above zero
 * @returns the least multiple of the step that is not below the value
 */
export const roundUp = (value: bigint, step: bigint): bigint => ((value + step - 1n) / step) * step;
