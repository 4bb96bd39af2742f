import { fromMemory } from "../../memory-model";
import type { ResourceModel } from "../../resource";
import type { ApiGateway } from "../state";
import { accountModel } from "./account";
import { apiKeyModel } from "./api-key";
import { deploymentModel } from "./deployment";
import { integrationModel } from "./integration";
import { integrationResponseModel } from "./integration-response";
import { methodModel } from "./method";
import { methodResponseModel } from "./method-response";
import { methodSettingsModel } from "./method-settings";
import { requestValidatorModel } from "./request-validator";
import { resourceModel } from "./resource";
import { gatewayResponseModel } from "./response";
import { restApiModel } from "./rest-api";
import { stageModel } from "./stage";
import { usagePlanModel } from "./usage-plan";
import { usagePlanKeyModel } from "./usage-plan-key";

/**
 * Every resource type of API Gateway that the local AWS models.
 * @param apiGateway of the account
 * @returns the models
 */
export function apigatewayResources(apiGateway: ApiGateway): readonly ResourceModel[] {
  return [
    fromMemory(accountModel(apiGateway)),
    fromMemory(restApiModel(apiGateway)),
    fromMemory(resourceModel(apiGateway)),
    fromMemory(methodModel(apiGateway)),
    fromMemory(methodResponseModel(apiGateway)),
    fromMemory(integrationModel(apiGateway)),
    fromMemory(integrationResponseModel(apiGateway)),
    fromMemory(requestValidatorModel(apiGateway)),
    fromMemory(gatewayResponseModel(apiGateway)),
    fromMemory(deploymentModel(apiGateway)),
    fromMemory(stageModel(apiGateway)),
    fromMemory(methodSettingsModel(apiGateway)),
    fromMemory(apiKeyModel(apiGateway)),
    fromMemory(usagePlanModel(apiGateway)),
    fromMemory(usagePlanKeyModel(apiGateway)),
  ];
}
