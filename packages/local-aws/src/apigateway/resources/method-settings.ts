import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { orUndefined } from "../find";
import { MethodSettingsInputs } from "../inputs/method-settings";
import { refuseLogsWithoutRole } from "../log-role";
import type { ApiGateway } from "../state";
import { stageOf } from "./stage";

/**
 * `aws:apigateway/methodSettings:MethodSettings`
 * @param gateway of the account
 * @returns the model
 */
export function methodSettingsModel(gateway: ApiGateway): MemoryModel<MethodSettingsInputs> {
  const put = (inputs: MethodSettingsInputs): Properties => {
    const { methodSettings } = stageOf(gateway, inputs);
    if (inputs.settings.loggingLevel !== "OFF") refuseLogsWithoutRole(gateway, inputs.region);
    methodSettings.set(plainPath(inputs.methodPath), inputs.settings);
    return { ...inputs };
  };
  return {
    type: "aws:apigateway/methodSettings:MethodSettings",
    inputs: MethodSettingsInputs,
    replaceOn: ["restApi", "stageName", "methodPath"],
    kept: KEPT.map((name) => `settings.${name}`),
    importId: "restApi/stageName/methodPath",
    idOf,
    create: (inputs) => ({ id: idOf(inputs), outputs: put(inputs) }),
    read: (_id, known) => {
      const settings = orUndefined(() => stageOf(gateway, known))?.methodSettings.get(
        plainPath(String(known.methodPath)),
      );
      return settings && { ...known, settings };
    },
    update: (_id, inputs) => put(inputs),
    delete: (_id, known) => {
      orUndefined(() => stageOf(gateway, known))?.methodSettings.delete(plainPath(String(known.methodPath)));
    },
  };
}

const KEPT = [
  "cacheDataEncrypted",
  "cacheTtlInSeconds",
  "cachingEnabled",
  "dataTraceEnabled",
  "loggingLevel",
  "metricsEnabled",
  "requireAuthorizationForCacheControl",
  "unauthorizedCacheControlHeaderStrategy",
];

const idOf = ({ restApi, stageName, methodPath }: Properties): string =>
  `${String(restApi)}-${String(stageName)}-${String(methodPath)}`;

/** AWS writes a slash within a resource's path as `~1`: the root's GET is `~1/GET`. */
const plainPath = (methodPath: string): string => methodPath.replaceAll("~1", "/").replace(/^\//, "");
