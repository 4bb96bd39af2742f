import "../../../../config/sdk-diagnostics";
// Before the pipeline: it exchanges a module that the pipeline imports.
import "../harness/exchange-model";

import { type CustomResource, log, Resource, type ResourceTransformation } from "@pulumi/pulumi";

import { Pipeline } from "../../../../components/pipeline";
import { tagsOf } from "../../../../components/place";
import { loadSettings } from "../../../../config/load";
import { cases } from "../cases";
import { type Beside, type Case, changed, type Plan, planOf, wholeName } from "../harness/attack";
import { withModel } from "../harness/model-changes";

const settings = loadSettings().regions[0]!;

/** What the cases that only add resources are put beside. */
const SHARED = "shared";
let shared: Beside | undefined;
const pipelines: Record<string, Pipeline> = {};
const more: Record<string, unknown> = {};

/** Does what an attack or a control case says: to a pipeline of its own, or beside the shared one. */
function build(attack: Case): void {
  const plan = planOf(attack);
  const beside = attack.beside
    ? (shared ??= pipelineOf(SHARED, planOf({ name: SHARED, apply: () => undefined })))
    : pipelineOf(attack.name, plan);
  for (const make of plan.added.values()) make(beside);
  for (const [output, value] of plan.outputs) more[output] = value(beside);
}

/** The real pipeline, as an attack or a control case leaves it. */
function pipelineOf(name: string, { changes, models }: Plan): Beside {
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
  const { region } = settings;
  const place = { ...settings, service: name };
  const streams = [{ ...settings.streams[0]!, name }];
  const connector = { ...settings.connector, streamname: name };
  const args = { ...place, streams, connector, observability: observabilityFor(changes) };
  const pipeline = withModel(models, () => new Pipeline(name, args, { transformations: [transform] }));
  const missing = [...changes.keys()].filter((whole) => !made.has(whole));
  if (missing.length > 0) throw new Error(`${name} changes what the pipeline does not have: ${missing.join(", ")}`);

  pipelines[name] = pipeline;
  return {
    region,
    pipelineName: name,
    pipeline: pipeline.summary,
    connectorConfig: pipeline.connectorConfig,
    tags: tagsOf(place),
    resource: (resource) => made.get(wholeName(name, resource)) as CustomResource,
  };
}

/** Alarms are a third of a pipeline's resources, and few attacks touch them. */
function observabilityFor(changes: Plan["changes"]): typeof settings.observability {
  const enabled = [...changes.keys()].some((whole) => whole.includes("-alarms"));
  return { ...settings.observability, alarms: { ...settings.observability.alarms, enabled } };
}

// Nobody reads where these resources are made, and the stacks are a fifth of the program's time. An error names its case.
Error.stackTraceLimit = 0;
Object.assign(Resource, { stackTrace: () => [] });
// The SDK sends the engine some four debug messages a resource, one call each, and the engine shows none of them.
Object.assign(log, { debug: () => Promise.resolve() });

const wanted = new Set((process.env.ATTACKS ?? "").split(","));
for (const attack of cases.filter(({ name }) => wanted.has(name))) {
  try {
    build(attack);
  } catch (error) {
    throw new Error(`${attack.name}: ${String(error)}`, { cause: error });
  }
}

const byPipeline = <Value>(value: (pipeline: Pipeline) => Value): Record<string, Value> =>
  Object.fromEntries(Object.entries(pipelines).map(([name, pipeline]) => [name, value(pipeline)]));

// As the program exports them, by the pipeline's name instead of its region.
export = {
  pipelines: byPipeline(({ summary }) => summary),
  connectorConfig: byPipeline(({ connectorConfig }) => connectorConfig),
  ...more,
};
