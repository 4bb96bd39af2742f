import { arnOf } from "../../arn";
import { LOWERCASE_AND_DIGITS } from "../../environment";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { conflict } from "../errors";
import { apiKeyOf, orUndefined } from "../find";
import { ApiKeyInputs } from "../inputs/api-key";
import { type ApiGateway, type ApiKey, timestamp } from "../state";

const ID_LENGTH = 10;
const VALUE_LENGTH = 40;
const LETTERS_AND_DIGITS = `${LOWERCASE_AND_DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;

/**
 * `aws:apigateway/apiKey:ApiKey`
 * @param gateway of the account
 * @returns the model
 */
export function apiKeyModel(gateway: ApiGateway): MemoryModel<ApiKeyInputs> {
  const find = (id: string, known: Properties): ApiKey => apiKeyOf(gateway, String(known.region), id);
  return {
    type: "aws:apigateway/apiKey:ApiKey",
    inputs: ApiKeyInputs,
    replaceOn: ["value"],
    kept: ["value"],
    blank: { customerId: "" },
    importId: "id",
    autoname: { property: "name", maxLength: 255 },
    secretOutputs: ["value"],
    computed: ["arn", "createdDate", "lastUpdatedDate", "value"],
    create: (settings) => {
      const { randomString } = gateway.environment;
      const value = settings.value ?? randomString(VALUE_LENGTH, LETTERS_AND_DIGITS);
      const isTaken = [...gateway.apiKeys.values()].some(
        (other) => other.value === value && other.settings.region === settings.region,
      );
      if (isTaken) throw conflict("API Key already exists");
      const createdDate = timestamp(gateway);
      const id = randomString(ID_LENGTH, LOWERCASE_AND_DIGITS);
      const apiKey: ApiKey = { id, createdDate, lastUpdatedDate: createdDate, value, settings };
      gateway.apiKeys.set(id, apiKey);
      return { id, outputs: outputsOf(apiKey) };
    },
    read: (id, known) => orUndefined(() => outputsOf(find(id, known))),
    update: (id, settings, known) => {
      const apiKey = find(id, known);
      apiKey.settings = settings;
      apiKey.lastUpdatedDate = timestamp(gateway);
      return outputsOf(apiKey);
    },
    delete: (id, known) => {
      if (!orUndefined(() => find(id, known))) return;
      gateway.apiKeys.delete(id);
      for (const { keyIds } of gateway.usagePlans.values()) keyIds.delete(id);
    },
  };
}

function outputsOf({ id, value, createdDate, lastUpdatedDate, settings }: ApiKey): Properties {
  return {
    ...settings,
    tagsAll: settings.tags ?? {},
    arn: arnOf("apigateway", settings.region, "", `/apikeys/${id}`),
    value,
    createdDate,
    lastUpdatedDate,
  };
}
