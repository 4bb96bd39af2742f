import "../../../../config/stack-traces";
// Before the pipeline: it exchanges a module that the pipeline imports.
import "../harness/exchange-model";

import type { CustomResource, Resource, ResourceTransformation } from "@pulumi/pulumi";

import { Pipeline } from "../../../../components/pipeline";
import { tagsOf } from "../../../../components/place";
import { loadSettings } from "../../../../config/load";
import { cases } from "../cases";
import { type Beside, type Case, changed, planOf, wholeName } from "../harness/attack";
import { withModel } from "../harness/model-changes";

const { regions, ...settings } = loadSettings();

/** The real pipeline, as an attack or a control case leaves it. */
function build(attack: Case) {
  const { name } = attack;
  const { changes, models, added, outputs } = planOf(attack);
  const made = new Map<string, Resource>();
  const transform: ResourceTransformation = ({ type, resource, name: whole, props, opts }) => {
    // A component has the name of its main resource.
    if (!type.startsWith("aws:")) return undefined;
    made.set(whole, resource);
    return (changes.get(whole) ?? []).reduce<ReturnType<ResourceTransformation>>(
      (before, change) => ({
        props: changed((before?.props ?? props) as object as Record<string, unknown>, change.props),
        opts: changed((before?.opts ?? opts) as Record<string, unknown>, change.options),
      }),
      undefined,
    );
  };
  const region = regions[0]!;
  const place = { ...settings, region, service: name };
  const streams = [{ ...settings.streams[0]!, name }];
  const pipeline = withModel(models, () => new Pipeline(name, { ...place, streams }, { transformations: [transform] }));
  const missing = [...changes.keys()].filter((whole) => !made.has(whole));
  if (missing.length > 0) throw new Error(`${name} changes what the pipeline does not have: ${missing.join(", ")}`);

  const beside: Beside = {
    region,
    pipelineName: name,
    pipeline: pipeline.summary,
    connectorConfig: pipeline.connectorConfig,
    tags: tagsOf(place),
    resource: (resource) => made.get(wholeName(name, resource)) as CustomResource,
  };
  for (const make of added.values()) make(beside);
  const more = [...outputs].map(([output, value]) => [output, value(beside)] as const);
  return { name, pipeline, more };
}

const wanted = new Set((process.env.ATTACKS ?? "").split(","));
const built = cases.filter(({ name }) => wanted.has(name)).map(build);

// As the program exports them, by the pipeline's name instead of its region.
export = {
  pipelines: Object.fromEntries(built.map(({ name, pipeline }) => [name, pipeline.summary])),
  connectorConfig: Object.fromEntries(built.map(({ name, pipeline }) => [name, pipeline.connectorConfig])),
  ...Object.fromEntries(built.flatMap(({ more }) => more)),
};
