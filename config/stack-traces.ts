// Pulumi's SDK formats a stack for every promise that it tracks, and maps each to lines of TypeScript: a third of the time
// of a preview of 30 regions; and to print one uncaught error takes Node 20 most of a minute over such lines. Only who
// wants to know where a resource is made (the gate, npm run policy) asks for the mapping.
if (process.env.AEROSPIKE_KINESIS_SOURCE_LINES !== "true") {
  Object.assign(Error, { prepareStackTrace: undefined });
}
