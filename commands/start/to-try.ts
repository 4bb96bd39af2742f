import { type Configuration, isServed } from "@aerospike-kinesis/esp-simulator";

/** Where a person can send a record. */
export interface ToTry {
  /** URL of the API. */
  readonly endpoint: string;
  /** Which region it is in. @defaultValue not said: the stage has one region */
  readonly region?: string;
  /** Headers of the connector's file, by name, with the API key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Path of the local AWS's certificate. */
  readonly caFile: string;
  /** The connector's format. */
  readonly format: Configuration["format"];
}

/**
 * Says where a person can send a record, and how.
 * @param toTry the endpoint and what a request to it needs
 * @returns the endpoint and the guide's curl command, ready to paste
 */
export function describeToTry({ endpoint, region, headers, caFile, format }: ToTry): string {
  const curl = [
    `curl --cacert '${caFile}'`,
    ...Object.entries({ ...headers, "aerospike-digest": "partition-1" }).map(
      ([name, value]) => `-H '${name}: ${value}'`,
    ),
    `-X POST '${endpoint}'`,
    isServed(format) ? `-d '{"data":"value"}'` : `--data-binary @record.${format.mode}`,
  ].join(" \\\n  ");
  return `Endpoint${region === undefined ? "" : ` in ${region}`}  ${endpoint}\n\n${curl}`;
}
