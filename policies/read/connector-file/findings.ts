import { type ConnectorConfig, describePosition } from "./config";

/** The URLs of a connector's configuration that are not https, as findings. */
export function plainUrlFindings({ urls }: ConnectorConfig): readonly string[] {
  return urls
    .filter(({ scheme }) => scheme !== "https")
    .map((url) => `${describePosition(url)} has a URL ${BEGINNINGS[url.scheme ?? ""] ?? OTHER}.`);
}

const BEGINNINGS: Readonly<Record<string, string>> = { "": "without a scheme", http: "that begins with http://" };
const OTHER = "of another scheme than https";

/** What in a connector's configuration takes longer than XDR waits, as findings. */
export function callTimeoutFindings(
  { callTimeouts, batchInterval }: ConnectorConfig,
  belowMilliseconds: number,
): readonly string[] {
  const isTooLong = ({ milliseconds }: { readonly milliseconds: number }): boolean => milliseconds >= belowMilliseconds;
  return [
    ...callTimeouts
      .filter(isTooLong)
      .map((timeout) => `${describePosition(timeout)} sets call-timeout to ${timeout.milliseconds}.`),
    ...(batchInterval && isTooLong(batchInterval)
      ? [`${describePosition(batchInterval)} sets batch-interval to ${batchInterval.milliseconds}.`]
      : []),
  ];
}
