import { LOWERCASE_AND_DIGITS } from "../../environment";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { deploy } from "../deployed/deploy";
import { badRequest, notFound } from "../errors";
import { orUndefined, restApiOf } from "../find";
import { DeploymentInputs } from "../inputs/deployment";
import { RestApiIds } from "../inputs/fields";
import { type ApiGateway, type Deployment, timestamp } from "../state";
import { RESOURCE_ID_LENGTH } from "./rest-api";

/**
 * `aws:apigateway/deployment:Deployment`
 * @param gateway of the account
 * @returns the model
 */
export function deploymentModel(gateway: ApiGateway): MemoryModel<DeploymentInputs> {
  const find = (id: string, known: Properties): Deployment => {
    const deployment = restApiOf(gateway, RestApiIds.parse(known)).deployments.get(id);
    if (!deployment) throw notFound("Invalid Deployment identifier specified");
    return deployment;
  };
  return {
    type: "aws:apigateway/deployment:Deployment",
    inputs: DeploymentInputs,
    replaceOn: ["restApi", "triggers", "variables"],
    blank: { description: "" },
    unread: ["triggers", "variables"],
    importId: "restApi/id",
    computed: ["createdDate"],
    create: (settings) => {
      const restApi = restApiOf(gateway, settings);
      const id = gateway.environment.randomString(RESOURCE_ID_LENGTH, LOWERCASE_AND_DIGITS);
      const deployment = { id, createdDate: timestamp(gateway), settings, api: deploy(gateway, restApi) };
      restApi.deployments.set(id, deployment);
      return { id, outputs: outputsOf(deployment) };
    },
    read: (id, known) => orUndefined(() => outputsOf(find(id, known))),
    update: (id, settings, known) => {
      const deployment = find(id, known);
      deployment.settings = settings;
      return outputsOf(deployment);
    },
    delete: (id, known) => {
      if (!orUndefined(() => find(id, known))) return;
      const { stages, deployments } = restApiOf(gateway, RestApiIds.parse(known));
      if ([...stages.values()].some(({ settings }) => settings.deployment === id)) {
        // Recorded against AWS.
        throw badRequest("Active stages pointing to this deployment must be moved or deleted");
      }
      deployments.delete(id);
    },
  };
}

const outputsOf = ({ settings, createdDate }: Deployment): Properties => ({ ...settings, createdDate });
