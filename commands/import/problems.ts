import type { ApiStage } from "@aws-sdk/client-api-gateway";

import type { Check } from "./check";
import { type FoundPipeline, type FoundPlan, keyIdsOf } from "./found-pipeline";
import { ingestResource, pathOf, planOf, stageNameOf } from "./match";
import type { PlannedPipeline, PlannedResource } from "./planned-pipeline";

/** What stands in the way of an import, as `option: expected ..., got ...`. */
export const PROBLEMS: readonly Check[] = [
  ({ region, streams }, { stream }, { stream: name }) => [
    ...(streams.has(name)
      ? []
      : [
          `--stream: expected one of the streams that the stage creates (${[...streams.keys()].join(", ") || "none"}), ` +
            `got ${name}. Write it into the setting streams; if it is there, take its existing away.`,
        ]),
    ...(stream === undefined
      ? [`--stream: ${name} was not found in ${region}. Is it in another region (--region)?`]
      : []),
  ],
  ({ streams }, { stream }, { stream: name }) => {
    if (stream === undefined) return [];
    const { StreamStatus, RetentionPeriodHours = 24, MaxRecordSizeInKiB = 1024 } = stream;
    const inputs = streams.get(name)?.inputs ?? {};
    return [
      ...(StreamStatus === "ACTIVE"
        ? []
        : [
            `--stream: expected a stream that is ACTIVE, got ${name}, which is ${String(StreamStatus)}. Try again later.`,
          ]),
      ...(Number(inputs.retentionPeriod) < RetentionPeriodHours
        ? [
            `streams[].retentionHours: expected at least ${RetentionPeriodHours}, which ${name} has, got ` +
              `${String(inputs.retentionPeriod)}. Kinesis would delete the records that are older.`,
          ]
        : []),
      ...(Number(inputs.maxRecordSizeInKib) < MaxRecordSizeInKiB
        ? [
            `streams[].maxRecordKiB: expected at least ${MaxRecordSizeInKiB}, which ${name} has, got ` +
              `${String(inputs.maxRecordSizeInKib)}. Kinesis would refuse larger records, which stall.`,
          ]
        : []),
    ];
  },
  ({ region }, { api }, { apiId }) => {
    if (api === undefined) {
      return [
        `--api-id: no REST API ${apiId} was found in ${region}. Is it in another region (--region), or an HTTP API?`,
      ];
    }
    const type = api.endpointConfiguration?.types?.[0];
    return [
      ...(type === "PRIVATE" ? ["--api-id: expected a REGIONAL or an EDGE API, got a PRIVATE one."] : []),
      ...(api.apiKeySource === "AUTHORIZER"
        ? ["--api-id: expected an API that takes its key from the header x-api-key, got apiKeySource AUTHORIZER."]
        : []),
      ...(api.disableExecuteApiEndpoint === true
        ? ["--api-id: expected an API whose execute-api endpoint is on, got one whose endpoint is disabled."]
        : []),
    ];
  },
  (planned, found, { apiId }) => {
    if (found.api === undefined || ingestResource(planned, found) !== undefined) return [];
    const posts = found.resources.filter(({ resourceMethods = {} }) => "POST" in resourceMethods);
    const paths = posts.map(({ path }) => path).join(", ") || "none";
    return [
      `api.path: expected the path of a resource of ${apiId} (with a POST: ${paths}), got ${pathOf(planned)}. ` +
        "The program's API has one path segment.",
    ];
  },
  ({ region }, { key, plans }, { keyId }) => {
    const keyIds = keyIdsOf(plans);
    if (keyId === undefined && keyIds.length !== 1) {
      return [
        keyIds.length === 0
          ? "--key-id: expected the id of the connector's key, because no usage plan of the API has one."
          : `--key-id: expected one of ${keyIds.join(", ")}, which the API's usage plans have, got nothing.`,
      ];
    }
    if (key === undefined) return [`--key-id: no API key ${keyId ?? ""} was found in ${region}.`];
    return key.enabled === false
      ? [`--key-id: expected a key that is enabled, got ${String(key.id)} (${String(key.name)}), which is disabled.`]
      : [];
  },
  ({ region, keyRegion }) =>
    region === keyRegion
      ? []
      : [
          `regions: expected ${region} as the first region, got ${keyRegion}. With connector.regions failover, API Gateway ` +
            "makes the key in the first region, and the others get its value: pulumi up would replace the key that connectors have.",
        ],
  (planned, found) => plansToTakeOver(planned, found).flatMap((one) => sharedPlanProblems(planned, found, one)),
  ({ api, key }, found) => [
    ...otherThingProblems("--api-id", api, found.api?.id),
    ...otherThingProblems("--key-id", key, found.key?.id),
  ],
];

/** The plan of the key. While no key is known: each plan that could be it. */
const plansToTakeOver = (planned: PlannedPipeline, found: FoundPipeline): readonly FoundPlan[] =>
  found.key === undefined
    ? found.plans.filter(({ plan }) => plan.apiStages?.some((one) => isOwnStage(planned, found, one)))
    : [planOf(planned, found)].filter((plan) => plan !== undefined);

const isOwnStage = (planned: PlannedPipeline, found: FoundPipeline, { apiId, stage }: ApiStage): boolean =>
  apiId === found.api?.id && stage === stageNameOf(planned);

function sharedPlanProblems(planned: PlannedPipeline, found: FoundPipeline, { plan }: FoundPlan): readonly string[] {
  const others = (plan.apiStages ?? []).filter((one) => !isOwnStage(planned, found, one));
  return others.length === 0
    ? []
    : [
        `usage plan ${String(plan.id)}: expected one that opens this stage alone, got one that also opens ` +
          `${others.map(({ apiId, stage }) => `${String(apiId)}/${String(stage)}`).join(", ")}. pulumi up would close these. ` +
          "Move the key and this stage to a plan of their own first.",
      ];
}

/** Nothing is imported over what the stage has, unless it is the same thing: an import that stopped half-way. */
const otherThingProblems = (flag: string, { name, id, isNew }: PlannedResource, found: string | undefined): string[] =>
  isNew || found === undefined || id === found
    ? []
    : [
        `${flag}: expected ${String(id)}, because the stage has ${name} already, got ${found}. Another pipeline needs a ` +
          "stage of its own.",
      ];
