import { main, type Provider } from "@pulumi/pulumi/provider";

import { AerospikeIngest, type AerospikeIngestArgs } from "./index";
import schema from "./schema.json";

export { AerospikeIngest };

/** What Pulumi's SDK would do for the component, but the SDK infers the schema anew in each process: seconds of CPU. */
const provider: Provider = {
  version: schema.version,
  // The schema is a file of this package: nothing in it is an output.
  // oxlint-disable-next-line no-restricted-properties
  schema: JSON.stringify(schema),
  construct(name, type, inputs, options) {
    if (!Object.hasOwn(schema.resources, type)) {
      throw new Error(`expected the type ${Object.keys(schema.resources).join(", ")}, got ${type}`);
    }
    const { urn, pipelines, connectorConfig } = new AerospikeIngest(name, inputs as AerospikeIngestArgs, options);
    return Promise.resolve({ urn, state: { pipelines, connectorConfig } });
  },
};

// A program imports the component from here, too. Only where Pulumi runs the directory as a plugin does it serve. The SDK
// then finds a provider that serves already, and starts no other.
if (/[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run-plugin\b/.test(process.argv[1] ?? "")) {
  void main(provider, process.argv.slice(2));
}
