// Pulumi's SDK formats a stack for every promise that it tracks, and maps each to lines of TypeScript. That takes a
// third of the time of a preview of 30 regions. Also, Node 20 takes most of a minute to print one uncaught error with
// such lines. Only the gate (npm run policy) needs the mapping: it shows where a resource is created.
if (process.env.AEROSPIKE_KINESIS_SOURCE_LINES !== "true") {
  Object.assign(Error, { prepareStackTrace: undefined });
}
