import { arnOf } from "../../arn";
import { LOWERCASE_AND_DIGITS } from "../../environment";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { badRequest, notFound } from "../errors";
import { orUndefined, usagePlanOf } from "../find";
import { UsagePlanInputs } from "../inputs/usage-plan";
import type { ApiGateway, UsagePlan } from "../state";
import { RESOURCE_ID_LENGTH } from "./rest-api";
import { refuseSecondPlan } from "./usage-plan-key";

/**
 * `aws:apigateway/usagePlan:UsagePlan`
 * @param gateway of the account
 * @returns the model
 */
export function usagePlanModel(gateway: ApiGateway): MemoryModel<UsagePlanInputs> {
  const find = (id: string, known: Properties): UsagePlan => usagePlanOf(gateway, String(known.region), id);
  return {
    type: "aws:apigateway/usagePlan:UsagePlan",
    inputs: UsagePlanInputs,
    replaceOn: [],
    blank: { description: "", productCode: "" },
    importId: "id",
    autoname: { property: "name", maxLength: 255 },
    computed: ["arn"],
    create: (settings) => {
      refuse(gateway, settings);
      const id = gateway.environment.randomString(RESOURCE_ID_LENGTH, LOWERCASE_AND_DIGITS);
      const plan = { id, settings, keyIds: new Set<string>() };
      gateway.usagePlans.set(id, plan);
      return { id, outputs: outputsOf(plan) };
    },
    read: (id, known) => orUndefined(() => outputsOf(find(id, known))),
    update: (id, settings, known) => {
      const plan = find(id, known);
      refuse(gateway, settings);
      for (const keyId of plan.keyIds) refuseSecondPlan(gateway, { ...plan, settings }, keyId);
      plan.settings = settings;
      return outputsOf(plan);
    },
    // The real provider takes the stages out of the plan first, so none holds it back.
    delete: (id, known) => {
      if (orUndefined(() => find(id, known))) gateway.usagePlans.delete(id);
    },
  };
}

function refuse(gateway: ApiGateway, { region, apiStages }: UsagePlanInputs): void {
  const names = apiStages.map(({ apiId, stage }) => `${apiId}:${stage}`);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw badRequest(`API Stage ${twice} is in the plan twice`);
  for (const { apiId, stage } of apiStages) {
    const found = gateway.restApis.get(apiId)?.stages.get(stage);
    if (found?.settings.region !== region) throw notFound(`API Stage not found: ${apiId}:${stage}`);
  }
}

function outputsOf({ id, settings }: UsagePlan): Properties {
  return {
    ...settings,
    apiStages: settings.apiStages.map((stage) => ({ ...stage, throttles: stage.throttles ?? [] })),
    tagsAll: settings.tags ?? {},
    arn: arnOf("apigateway", settings.region, "", `/usageplans/${id}`),
  };
}
