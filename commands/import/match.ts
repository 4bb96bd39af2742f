import type { Resource } from "@aws-sdk/client-api-gateway";

import type { FoundPipeline } from "./found-pipeline";
import type { Match } from "./import-file";
import type { PlannedPipeline, PlannedResource } from "./planned-pipeline";

/**
 * Finds what takes the place of the program's resources. What the account does not have is left for `pulumi up` to
 * create.
 * @param planned the program's pipeline of the region
 * @param found what is in the account, without a problem
 * @param stream the name of the stream
 * @returns each pair, with the id of the import
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs (the section Import of each type)
 */
export function matchParts(planned: PlannedPipeline, found: FoundPipeline, stream: string): Match[] {
  const apiId = found.api?.id ?? "";
  const resource = ingestResource(planned, found);
  const plan = planOf(planned, found);
  const at = (one: PlannedResource | undefined, ...id: readonly (string | undefined)[]): Match[] =>
    one === undefined || id.includes(undefined) ? [] : [{ planned: one, id: `${id.join("/")}@${planned.region}` }];
  return [
    ...at(planned.streams.get(stream), stream),
    ...at(planned.api, apiId),
    ...at(planned.resource, apiId, resource?.id),
    ...Object.entries(resource?.resourceMethods ?? {}).flatMap(([verb, method]) => {
      const place = [apiId, resource?.id, verb];
      const integration = method.methodIntegration;
      return [
        ...at(planned.methods.get(verb), ...place),
        ...Object.keys(method.methodResponses ?? {}).flatMap((status) =>
          at(planned.methodResponses.get(`${verb} ${status}`), ...place, status),
        ),
        ...(integration === undefined ? [] : at(planned.integrations.get(verb), ...place)),
        ...Object.keys(integration?.integrationResponses ?? {}).flatMap((status) =>
          at(planned.integrationResponses.get(`${verb} ${status}`), ...place, status),
        ),
      ];
    }),
    ...(found.stageNames.includes(stageNameOf(planned)) ? at(planned.stage, apiId, stageNameOf(planned)) : []),
    ...at(planned.key, found.key?.id),
    ...(plan === undefined
      ? []
      : [...at(planned.plan, plan.plan.id), ...at(planned.planKey, plan.plan.id, found.key?.id)]),
  ];
}

/**
 * The resource of the API that has the program's path.
 * @param planned the program's pipeline
 * @param found what is in the account
 * @returns undefined if the API has no such resource
 */
export const ingestResource = (planned: PlannedPipeline, found: FoundPipeline): Resource | undefined =>
  found.resources.find(({ path }) => path === pathOf(planned));

/**
 * The path of the API in the settings.
 * @param planned the program's pipeline
 * @returns such as `/kinesis`
 */
export const pathOf = (planned: PlannedPipeline): string => `/${String(planned.resource.inputs.pathPart)}`;

/**
 * The name of the API's stage in the program, which is that of the stack.
 * @param planned the program's pipeline
 * @returns the name
 */
export const stageNameOf = (planned: PlannedPipeline): string => String(planned.stage.inputs.stageName);

/**
 * The usage plan in which the key opens the program's stage. AWS lets a key be in one such plan only.
 * @param planned the program's pipeline
 * @param found what is in the account
 * @returns undefined if no plan does
 */
export const planOf = (planned: PlannedPipeline, found: FoundPipeline) =>
  found.plans.find(
    ({ plan, keyIds }) =>
      keyIds.includes(found.key?.id ?? "") &&
      plan.apiStages?.some(({ apiId, stage }) => apiId === found.api?.id && stage === stageNameOf(planned)),
  );
