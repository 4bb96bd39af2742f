// Pulumi's SDK records much for those who debug the SDK itself. In a preview of 30 regions that is a third of the
// program's time, and nobody reads it. What people read stays: errors with their stacks, warnings, and the check that the
// program leaves no resource unregistered.

import { createRequire } from "node:module";

import { log } from "@pulumi/pulumi";
import { Resource } from "@pulumi/pulumi/resource";

type Track = <T>(promise: Promise<T>, context?: unknown) => Promise<T>;

/** The SDK's own module, to be changed. The SDK gives it no types. */
const debuggable = createRequire(__filename)("@pulumi/pulumi/runtime/debuggable") as {
  readonly debuggablePromise: Track;
};

const { AEROSPIKE_KINESIS_SOURCE_LINES, AEROSPIKE_KINESIS_SDK_DEBUG, PULUMI_DEBUG_PROMISE_LEAKS } = process.env;

// Only the gate (npm run policy) needs stacks of lines of TypeScript: it shows where a resource is created. To map them
// takes the SDK milliseconds for each resource. Also, Node 20 takes most of a minute to print one uncaught error with
// such lines.
if (AEROSPIKE_KINESIS_SOURCE_LINES !== "true") {
  Object.assign(Error, { prepareStackTrace: undefined });
  Object.assign(Resource, { stackTrace: () => [] });
}

// The SDK takes the stack of each promise that it tracks. It prints them only if this variable is set.
if (!PULUMI_DEBUG_PROMISE_LEAKS) {
  const { debuggablePromise } = debuggable;
  const withoutStack: Track = (promise, context) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
  Object.assign(debuggable, { debuggablePromise: withoutStack });
}

// The SDK sends the engine three calls for each resource with what it does. The engine shows them only with --debug.
if (AEROSPIKE_KINESIS_SDK_DEBUG !== "true") Object.assign(log, { debug: () => Promise.resolve() });
