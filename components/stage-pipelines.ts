import * as pulumi from "@pulumi/pulumi";

import type { Settings } from "../config/settings";
import { type RegionFacts, renderRegion } from "../connector/regions";
import { Pipeline } from "./pipeline";

/**
 * Builds the pipeline of each region of a stage. If `connector.regions` is not `nearest`, the connector's file names all
 * regions: the one file is written when the APIs and keys of all of them are there. Nothing else of a region waits
 * for another one, but in `failover` the key: all regions have the value that API Gateway made in the first region.
 * @param settings the stage's settings
 * @param prefix what the names of the pipelines in Pulumi begin with
 * @param opts of each pipeline
 * @returns the pipelines, in the order of the settings
 */
export function buildPipelines(
  { regions }: Pick<Settings, "regions">,
  prefix = "ingest",
  opts: pulumi.ComponentResourceOptions = {},
): readonly Pipeline[] {
  let publish: (facts: pulumi.Output<RegionFacts[]>) => void = () => undefined;
  const all = new Promise<pulumi.Output<RegionFacts[]>>((resolve) => {
    publish = resolve;
  });
  const [first] = regions;
  const mode = first?.connector.regions;
  const connectorFile =
    first === undefined || mode === "nearest"
      ? undefined
      : pulumi.output(all).apply((facts) => renderRegion(first.region, facts));
  const built: Pipeline[] = [];
  for (const own of regions) {
    const keyValue = mode === "failover" ? built[0]?.keyValue : undefined;
    const args = { ...own, ...(connectorFile && { connectorFile }), ...(keyValue && { keyValue }) };
    built.push(new Pipeline(`${prefix}-${own.region}`, args, opts));
  }
  publish(pulumi.all(built.map(({ connectorFacts }) => connectorFacts)));
  return built;
}
