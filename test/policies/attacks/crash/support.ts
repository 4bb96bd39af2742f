/** Where a template names the stream; it is the pipeline's own. */
export const STREAM = "crash-stream";

/** A request as it should be. */
export const GOOD = `{"StreamName": "${STREAM}", "PartitionKey": "$context.requestId", "Data": "$util.base64Encode($input.body)"}`;

/** How many things are within each other. */
export const DEEP = 20_000;
