// Pulumi's SDK records much for those who debug the SDK itself. In a preview of 30 regions that is a third of the
// program's time, and nobody reads it. What people read stays: errors with their stacks, warnings, and the check that the
// program leaves no resource unregistered.

import { createRequire } from "node:module";

import { log } from "@pulumi/pulumi";
import { Resource } from "@pulumi/pulumi/resource";

type Track = <T>(promise: Promise<T>, context?: unknown) => Promise<T>;

/** The SDK's own modules. The SDK gives them no types. */
const requireSdk = createRequire(__filename);
const debuggable = requireSdk("@pulumi/pulumi/runtime/debuggable") as { readonly debuggablePromise: Track };
const state = requireSdk("@pulumi/pulumi/runtime/state") as {
  readonly getStore: () => { readonly leakCandidates: Set<Promise<unknown>> };
};

const { AEROSPIKE_KINESIS_SOURCE_LINES, AEROSPIKE_KINESIS_SDK_DEBUG, PULUMI_DEBUG_PROMISE_LEAKS } = process.env;

// Only the gate (npm run policy) needs stacks of lines of TypeScript: it shows where a resource is created. To map them
// takes the SDK milliseconds for each resource. Also, Node 20 takes most of a minute to print one uncaught error with
// such lines.
if (AEROSPIKE_KINESIS_SOURCE_LINES !== "true") {
  Object.assign(Error, { prepareStackTrace: undefined });
  Object.assign(Resource, { stackTrace: () => [] });
}

// The SDK notes number, context and stack of each promise that it tracks, by a second promise. It prints them only if this
// variable is set. What remains is the list of promises that are open, for the check at the end.
if (!PULUMI_DEBUG_PROMISE_LEAKS) {
  const { debuggablePromise } = debuggable;
  // The SDK's own function begins the check at the end of the process.
  void debuggablePromise(Promise.resolve());
  const track: Track = (promise) => {
    const { leakCandidates } = state.getStore();
    leakCandidates.add(promise);
    return promise.then(
      (value) => {
        leakCandidates.delete(promise);
        return value;
      },
      (error: unknown) => {
        leakCandidates.delete(promise);
        if (error instanceof Error) Object.assign(error, { promise });
        throw error;
      },
    );
  };
  Object.assign(debuggable, { debuggablePromise: track });
}

// The SDK sends the engine three calls for each resource with what it does. The engine shows them only with --debug.
if (AEROSPIKE_KINESIS_SDK_DEBUG !== "true") Object.assign(log, { debug: () => Promise.resolve() });
