import { FAN_OUT_FROM } from "../shared/cost/assumptions";
import type { Load } from "../shared/cost/load";

/** Consumers with enhanced fan-out of one stream, on-demand Standard or provisioned. */
export const CONSUMERS = 20;
/** The same with On-demand Advantage. */
export const CONSUMERS_WITH_ADVANTAGE = 50;

/** How many consumers a stream takes, where they use enhanced fan-out. */
export interface ConsumerLimit {
  readonly most: number;
  readonly withAdvantage: number;
  /** The load's own part of that limit: 1 is all of it. */
  readonly used: number;
  readonly source: string;
}

/**
 * Finds what a stream takes of the load's consumers.
 * @param load of the region
 * @returns undefined for so few consumers that they share the reads
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html
 */
export const consumerLimit = ({ consumers }: Pick<Load, "consumers">): ConsumerLimit | undefined =>
  consumers < FAN_OUT_FROM
    ? undefined
    : {
        most: CONSUMERS,
        withAdvantage: CONSUMERS_WITH_ADVANTAGE,
        used: consumers / CONSUMERS,
        source: "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html",
      };

/**
 * Says it.
 * @param limit as {@link consumerLimit} finds it
 * @param consumers of the load
 * @returns sentences
 */
export const consumerWords = ({ most, withAdvantage, used }: ConsumerLimit, consumers: number): string =>
  `${used > 1 ? "TOO SMALL. " : ""}${consumers} consumers use enhanced fan-out. A stream takes ${most} of them, ` +
  `or ${withAdvantage} with On-demand Advantage.`;
