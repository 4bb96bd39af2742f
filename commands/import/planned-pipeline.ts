import type { PlannedStep } from "../shared/account/own-pulumi";

/** A resource of the program. */
export interface PlannedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** What the AWS provider calls it; undefined if the stage does not have it yet. */
  readonly id: string | undefined;
  readonly parent: string | undefined;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Whether the next `pulumi up` creates it: the stage does not have it yet. */
  readonly isNew: boolean;
}

/**
 * The resources that the program builds.
 * @param steps of a preview
 * @returns each once, without those that would be deleted
 */
export function plannedResources(steps: readonly PlannedStep[]): PlannedResource[] {
  const found = new Map<string, PlannedResource>();
  for (const { op, urn, oldState, newState } of steps) {
    // A replacement has several steps.
    if (newState === undefined || found.has(urn)) continue;
    found.set(urn, {
      urn,
      type: newState.type,
      name: urn.split("::").at(-1) ?? "",
      id: oldState?.id,
      parent: newState.parent,
      inputs: newState.inputs ?? {},
      isNew: op === "create",
    });
  }
  return [...found.values()];
}

/** The parts of one region's pipeline that a person may have built by hand, too. */
export interface PlannedPipeline {
  readonly region: string;
  /** The region whose API Gateway makes the key: this one, or with `failover` the first one of the settings. */
  readonly keyRegion: string;
  /** By the name of the stream. */
  readonly streams: ReadonlyMap<string, PlannedResource>;
  readonly api: PlannedResource;
  readonly resource: PlannedResource;
  readonly stage: PlannedResource;
  readonly key: PlannedResource;
  readonly plan: PlannedResource;
  readonly planKey: PlannedResource;
  /** By HTTP method. */
  readonly methods: ReadonlyMap<string, PlannedResource>;
  readonly integrations: ReadonlyMap<string, PlannedResource>;
  /** By HTTP method and status, e.g. `POST 200`. */
  readonly methodResponses: ReadonlyMap<string, PlannedResource>;
  readonly integrationResponses: ReadonlyMap<string, PlannedResource>;
}

const regionOf = ({ inputs }: PlannedResource): string => String(inputs.region);

/**
 * The regions in which the program builds an API.
 * @param resources those of the program
 * @returns names of regions
 */
export const regionsOf = (resources: readonly PlannedResource[]): string[] =>
  resources.filter(({ type }) => type === "aws:apigateway/restApi:RestApi").map(regionOf);

/**
 * The pipeline of a region.
 * @param all the resources of the program
 * @param region one of `regionsOf`
 * @returns its parts; undefined if one of them is missing, as in a preview that failed
 * @throws Error if the program builds another pipeline than this command knows
 */
export function plannedPipeline(all: readonly PlannedResource[], region: string): PlannedPipeline | undefined {
  const ofType = (type: string): PlannedResource[] =>
    all.filter((resource) => resource.type === type && resource.inputs.region === region);
  const only = (type: string): PlannedResource | undefined => {
    const [found, ...others] = ofType(type);
    if (others.length > 0) {
      throw new Error(`commands/import: expected one ${type} in ${region}, got ${others.length + 1}`);
    }
    return found;
  };
  const by = (type: string, ...inputs: readonly string[]): Map<string, PlannedResource> =>
    new Map(ofType(type).map((found) => [inputs.map((name) => String(found.inputs[name])).join(" "), found]));
  const api = only("aws:apigateway/restApi:RestApi");
  const resource = only("aws:apigateway/resource:Resource");
  const stage = only("aws:apigateway/stage:Stage");
  const key = only("aws:apigateway/apiKey:ApiKey");
  const plan = only("aws:apigateway/usagePlan:UsagePlan");
  const planKey = only("aws:apigateway/usagePlanKey:UsagePlanKey");
  if (!api || !resource || !stage || !key || !plan || !planKey) return undefined;
  const maker = all.find(({ type, inputs }) => type === key.type && !("value" in inputs));
  return {
    region,
    keyRegion: "value" in key.inputs ? (maker === undefined ? "another" : regionOf(maker)) : region,
    streams: by("aws:kinesis/stream:Stream", "name"),
    api,
    resource,
    stage,
    key,
    plan,
    planKey,
    methods: by("aws:apigateway/method:Method", "httpMethod"),
    integrations: by("aws:apigateway/integration:Integration", "httpMethod"),
    methodResponses: by("aws:apigateway/methodResponse:MethodResponse", "httpMethod", "statusCode"),
    integrationResponses: by("aws:apigateway/integrationResponse:IntegrationResponse", "httpMethod", "statusCode"),
  };
}
