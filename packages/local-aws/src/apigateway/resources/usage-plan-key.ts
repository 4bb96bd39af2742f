import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { badRequest, conflict } from "../errors";
import { apiKeyOf, orUndefined, usagePlanOf } from "../find";
import { UsagePlanKeyInputs } from "../inputs/usage-plan-key";
import type { ApiGateway, UsagePlan } from "../state";

/**
 * `aws:apigateway/usagePlanKey:UsagePlanKey`. Its output `value` is the key in clear text, and the real provider does
 * not mark it secret: a program has to.
 * @param gateway of the account
 * @returns the model
 */
export function usagePlanKeyModel(gateway: ApiGateway): MemoryModel<UsagePlanKeyInputs> {
  const planOf = ({ region, usagePlanId }: Properties): UsagePlan =>
    usagePlanOf(gateway, String(region), String(usagePlanId));
  return {
    type: "aws:apigateway/usagePlanKey:UsagePlanKey",
    inputs: UsagePlanKeyInputs,
    replaceOn: ["keyId", "keyType", "usagePlanId"],
    importId: "usagePlanId/id",
    computed: ["name", "value"],
    create: (inputs) => {
      const plan = planOf(inputs);
      const outputs = outputsOf(gateway, inputs);
      if (plan.keyIds.has(inputs.keyId)) throw conflict("API Key is already in the usage plan");
      refuseSecondPlan(gateway, plan, inputs.keyId);
      plan.keyIds.add(inputs.keyId);
      return { id: inputs.keyId, outputs };
    },
    read: (id, known) => {
      const isThere = orUndefined(() => planOf(known))?.keyIds.has(id) ?? false;
      const properties = { region: String(known.region), usagePlanId: String(known.usagePlanId) };
      return isThere ? outputsOf(gateway, { ...properties, keyId: id, keyType: "API_KEY" }) : undefined;
    },
    update: (_id, inputs) => outputsOf(gateway, inputs),
    delete: (id, known) => {
      orUndefined(() => planOf(known))?.keyIds.delete(id);
    },
  };
}

/**
 * Refuses a key that would be in two plans of one stage: AWS could not say which limits hold.
 * @param gateway of the account
 * @param plan that the key is in, or is added to
 * @param keyId of the key
 * @throws AwsError BadRequestException
 */
export function refuseSecondPlan(gateway: ApiGateway, plan: UsagePlan, keyId: string): void {
  const { id, settings } = plan;
  const stages = new Set(settings.apiStages.map(({ apiId, stage }) => `${apiId}:${stage}`));
  for (const other of gateway.usagePlans.values()) {
    const shared = other.settings.apiStages.find(({ apiId, stage }) => stages.has(`${apiId}:${stage}`));
    if (other.id !== id && shared && other.keyIds.has(keyId)) {
      throw badRequest(
        `API Key ${keyId} is already in usage plan ${other.id} for the API stage ${shared.apiId}:${shared.stage}`,
      );
    }
  }
}

function outputsOf(gateway: ApiGateway, inputs: UsagePlanKeyInputs): Properties {
  const { value, settings } = apiKeyOf(gateway, inputs.region, inputs.keyId);
  return { ...inputs, name: settings.name, value };
}
