// Before the program: a transform holds for what is made after it.
import "./transform";

import * as program from "../../../index";
import { mutations } from "./mutations";

// The real program with some of its resources changed, and some more beside it.
for (const { region, resource, add } of mutations) {
  add?.({
    name: `ingest-${region}-${resource}`,
    region,
    pipeline: program.pipelines[region]!,
    connectorConfig: program.connectorConfig[region]!,
  });
}

export const { pipelines } = program;
export const connectorConfig = Object.fromEntries(
  Object.entries(program.connectorConfig).map(([region, config]) => {
    const change = mutations.find((mutation) => mutation.region === region && mutation.output)?.output;
    return [region, change ? config.apply(change) : config];
  }),
);
