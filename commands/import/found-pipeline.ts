import {
  type APIGatewayClient,
  type ApiKey,
  GetApiKeyCommand,
  type GetResourcesCommandOutput,
  GetRestApiCommand,
  GetStagesCommand,
  paginateGetResources,
  paginateGetUsagePlanKeys,
  paginateGetUsagePlans,
  type Resource,
  type RestApi,
  type UsagePlan,
} from "@aws-sdk/client-api-gateway";
import {
  DescribeStreamSummaryCommand,
  type KinesisClient,
  type StreamDescriptionSummary,
} from "@aws-sdk/client-kinesis";

/** The parts of a pipeline to look for, by what a person knows of them. */
export interface WantedPipeline {
  readonly apiId: string;
  readonly stream: string;
  /** @defaultValue the only key of the usage plans of the API */
  readonly keyId?: string | undefined;
}

/** A usage plan, and the ids of its keys. */
export interface FoundPlan {
  readonly plan: UsagePlan;
  readonly keyIds: readonly string[];
}

/** What is in the account. Undefined is what it does not have. */
export interface FoundPipeline {
  readonly stream: StreamDescriptionSummary | undefined;
  readonly api: RestApi | undefined;
  /** Those of the API, with their methods. */
  readonly resources: readonly Resource[];
  readonly stageNames: readonly string[];
  /** The usage plans that open a stage of the API. */
  readonly plans: readonly FoundPlan[];
  /** The key that was asked for, or the only one. */
  readonly key: ApiKey | undefined;
}

interface Clients {
  readonly apiGateway: APIGatewayClient;
  readonly kinesis: KinesisClient;
}

/**
 * The API keys of usage plans.
 * @param plans those of one API
 * @returns each id once
 */
export const keyIdsOf = (plans: readonly FoundPlan[]): readonly string[] => [
  ...new Set(plans.flatMap((plan) => plan.keyIds)),
];

/**
 * Reads a pipeline as somebody built it. It never asks for the value of a key.
 * @param clients of the pipeline's region
 * @param wanted ids and names
 * @returns what was found
 * @throws whatever a call to AWS fails with, unless it says that something is not there
 */
export async function findPipelineParts(
  { apiGateway, kinesis }: Clients,
  wanted: WantedPipeline,
): Promise<FoundPipeline> {
  const { apiId: restApiId, stream: StreamName } = wanted;
  const [stream, api] = await Promise.all([
    ifThere(kinesis.send(new DescribeStreamSummaryCommand({ StreamName }))),
    ifThere(apiGateway.send(new GetRestApiCommand({ restApiId }))),
  ]);
  const plans = await findPlans(apiGateway, restApiId);
  const keyIds = keyIdsOf(plans);
  const keyId = wanted.keyId ?? (keyIds.length === 1 ? keyIds[0] : undefined);
  const [key, stages] = await Promise.all([
    keyId === undefined ? undefined : ifThere(apiGateway.send(new GetApiKeyCommand({ apiKey: keyId }))),
    api === undefined ? undefined : apiGateway.send(new GetStagesCommand({ restApiId })),
  ]);
  return {
    stream: stream?.StreamDescriptionSummary,
    api,
    resources: api === undefined ? [] : await findResources(apiGateway, restApiId),
    stageNames: (stages?.item ?? []).flatMap(({ stageName }) => stageName ?? []),
    plans,
    key,
  };
}

async function findResources(client: APIGatewayClient, restApiId: string): Promise<Resource[]> {
  const found: Resource[] = [];
  const pages = paginateGetResources({ client, pageSize: 500 }, { restApiId, embed: ["methods"] });
  for await (const { items = [] } of pages as AsyncIterable<GetResourcesCommandOutput>) found.push(...items);
  return found;
}

async function findPlans(client: APIGatewayClient, restApiId: string): Promise<FoundPlan[]> {
  const found: FoundPlan[] = [];
  for await (const { items = [] } of paginateGetUsagePlans({ client, pageSize: 500 }, {})) {
    for (const plan of items.filter(({ apiStages = [] }) => apiStages.some(({ apiId }) => apiId === restApiId))) {
      const keyIds: string[] = [];
      const pages = paginateGetUsagePlanKeys({ client, pageSize: 500 }, { usagePlanId: plan.id });
      for await (const { items: keys = [] } of pages) keyIds.push(...keys.flatMap(({ id }) => id ?? []));
      found.push({ plan, keyIds });
    }
  }
  return found;
}

/** What a call answers; undefined if it says that there is no such thing. */
async function ifThere<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && /^(NotFound|ResourceNotFound)Exception$/.test(error.name)) return undefined;
    throw error;
  }
}
