// Before the program: a transform holds for what is made after it.
import "./transform";
import { connectorConfig, pipelines } from "../../..";
import { mutations } from "./mutations";

// The real program with some of its resources changed, and some more beside it.
for (const { region, resource, add } of mutations) {
  add?.({
    name: `ingest-${region}-${resource}`,
    region,
    pipeline: pipelines[region]!,
    connectorConfig: connectorConfig[region]!,
  });
}

export { connectorConfig, pipelines };
