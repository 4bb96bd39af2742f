import { z } from "zod";

import type { MetricStore } from "../metrics/metric-store";
import { dimensionList, page, pageOf } from "./fields";

/** Of a request of ListMetrics. */
export const ListMetricsInput = z.strictObject({
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Dimensions: z.array(z.strictObject({ Name: z.string(), Value: z.string().optional() })).default([]),
  NextToken: page.NextToken,
});

/** "Up to 500 results are returned for any one call." */
const PAGE_SIZE = 500;

/**
 * Answers ListMetrics.
 * @param metrics of the account
 * @param region of the request
 * @param input of the request
 * @returns the members of the answer
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html
 */
export function listMetrics(
  metrics: MetricStore,
  region: string,
  { Namespace, MetricName, Dimensions, NextToken }: z.output<typeof ListMetricsInput>,
): object {
  const found = metrics
    .list(region)
    .filter(
      ({ namespace, name, dimensions }) =>
        (Namespace ?? namespace) === namespace &&
        (MetricName ?? name) === name &&
        Dimensions.every(
          ({ Name, Value }) => Object.hasOwn(dimensions, Name) && (Value ?? dimensions[Name]) === dimensions[Name],
        ),
    );
  const { items, ...rest } = pageOf(found, NextToken, PAGE_SIZE);
  const Metrics = items.map(({ namespace, name, dimensions }) => ({
    Namespace: namespace,
    MetricName: name,
    Dimensions: dimensionList(dimensions),
  }));
  return { Metrics, ...rest };
}
