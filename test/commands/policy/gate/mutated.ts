import { output, runtime, unsecret } from "@pulumi/pulumi";

import { LEAKED_KEY } from "./leaked-key";

const mutations: Readonly<Record<string, object>> = {
  "aws:kinesis/stream:Stream": { streamModeDetails: { streamMode: "PROVISIONED" }, shardCount: 2 },
  "aws:apigateway/apiKey:ApiKey": { value: LEAKED_KEY },
  "aws:apigateway/stage:Stage": { description: `Send ${LEAKED_KEY} with every request.` },
};

runtime.registerResourceTransform(({ type, props, opts }) => ({
  props: { ...(props as object), ...mutations[type] },
  opts,
}));

// The real program, once it can be changed.
import * as program from "../../../../index";

export const { pipelines } = program;
export const connectorConfig = unsecret(output(program.connectorConfig));
