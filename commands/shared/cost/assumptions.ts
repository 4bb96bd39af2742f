/** What the estimate assumes and AWS does not say. Each number is ours; docs/cost.md repeats them in words. */

/** Bytes of an answer of the API with its headers and its part of TLS. */
export const ANSWER_BYTES = 600n;
/** Bytes that a request has besides its body: request line, headers, its part of TLS. */
export const HEADER_BYTES = 600n;
/** Availability zones in which the connectors' VPC has a NAT gateway or an endpoint. */
export const ZONES = 2n;
/** Bytes of a line of the access log, one for each request. A test writes such a line. */
export const ACCESS_LOG_BYTES = 520;
/** CloudWatch stores logs compressed, in hundredths of their size. */
export const STORED_LOG_PERCENT = 15n;
/**
 * CloudWatch Logs counts so many bytes with each log event:
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
export const LOG_EVENT_BYTES = 26n;
/**
 * Kinesis asks KMS about every five minutes for each set of credentials that writes or reads:
 * https://docs.aws.amazon.com/streams/latest/dev/costs-performance.html
 */
export const KMS_REQUESTS_PER_HOUR = 12n;
/**
 * From this many consumers on, all of them read with enhanced fan-out. Shared reads of an on-demand stream have twice its
 * write throughput: https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
 */
export const FAN_OUT_FROM = 3;
