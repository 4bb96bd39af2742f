import { realEnvironment } from "@aerospike-kinesis/local-aws";
import { createProvider, type ServedProvider, serveProvider } from "@aerospike-kinesis/local-aws/testing";

/** A provider for package `aws` that knows no type and lets every one pass at preview: for programs of any kind. */
export const servePermissiveProvider = (): Promise<ServedProvider> =>
  serveProvider(createProvider([], realEnvironment));
