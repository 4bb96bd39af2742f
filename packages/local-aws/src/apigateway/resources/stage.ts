import { arnOf } from "../../arn";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { logDestinationOf, refuseAccessLogFormat } from "../access-log-format";
import { invokeUrl } from "../data-plane/address";
import { badRequest, conflict, notFound } from "../errors";
import { orUndefined, restApiOf } from "../find";
import { RestApiIds } from "../inputs/fields";
import { StageInputs } from "../inputs/stage";
import { refuseLogsWithoutRole } from "../log-role";
import type { ApiGateway, Stage } from "../state";

/**
 * `aws:apigateway/stage:Stage`
 * @param gateway of the account
 * @returns the model
 */
export function stageModel(gateway: ApiGateway): MemoryModel<StageInputs> {
  return {
    type: "aws:apigateway/stage:Stage",
    inputs: StageInputs,
    replaceOn: ["restApi", "stageName"],
    blank: {
      cacheClusterSize: "",
      clientCertificateId: "",
      description: "",
      documentationVersion: "",
      webAclArn: "",
    },
    importId: "restApi/stageName",
    idOf,
    computed: ["arn", "executionArn", "invokeUrl"],
    create: (settings) => {
      const { stages } = restApiOf(gateway, settings);
      refuse(gateway, settings);
      if (stages.has(settings.stageName)) throw conflict("Stage already exists");
      stages.set(settings.stageName, { settings, methodSettings: new Map() });
      return { id: idOf(settings), outputs: outputsOf(gateway, settings) };
    },
    read: (_id, known) => orUndefined(() => outputsOf(gateway, stageOf(gateway, known).settings)),
    update: (_id, settings, known) => {
      const stage = stageOf(gateway, known);
      refuse(gateway, settings);
      const former = restApiOf(gateway, settings).deployments.get(stage.settings.deployment);
      if (former && former.id !== settings.deployment) {
        stage.previous = { deployment: former, endedAt: gateway.environment.now(), requests: 0 };
      }
      stage.settings = settings;
      return outputsOf(gateway, settings);
    },
    delete: (_id, known) => {
      if (!orUndefined(() => stageOf(gateway, known))) return;
      const { restApi, region } = RestApiIds.parse(known);
      const stageName = String(known.stageName);
      const plan = [...gateway.usagePlans.values()].find(({ settings }) =>
        settings.apiStages.some(({ apiId, stage }) => apiId === restApi && stage === stageName),
      );
      if (plan) throw badRequest(`Cannot delete stage '${stageName}' because it is in usage plan ${plan.id}`);
      restApiOf(gateway, { restApi, region }).stages.delete(stageName);
    },
  };
}

const idOf = ({ restApi, stageName }: Properties): string => `ags-${String(restApi)}-${String(stageName)}`;

/**
 * Finds a stage.
 * @param gateway of the account
 * @param known `restApi`, `stageName` and `region`
 * @returns the stage
 * @throws AwsError NotFoundException
 */
export function stageOf(gateway: ApiGateway, known: Properties): Stage {
  const stage = restApiOf(gateway, RestApiIds.parse(known)).stages.get(String(known.stageName));
  if (!stage) throw notFound("Invalid stage identifier specified");
  return stage;
}

function refuse(gateway: ApiGateway, settings: StageInputs): void {
  const { deployments } = restApiOf(gateway, settings);
  if (!deployments.has(settings.deployment)) throw notFound("Invalid Deployment identifier specified");
  if (settings.accessLogSettings) {
    refuseLogsWithoutRole(gateway, settings.region);
    logDestinationOf(settings.accessLogSettings.destinationArn);
    refuseAccessLogFormat(settings.accessLogSettings.format);
  }
}

function outputsOf({ accountId, origin }: ApiGateway, settings: StageInputs): Properties {
  const { region, restApi, stageName, tags = {} } = settings;
  if (origin === undefined) throw new Error("a stage's invokeUrl is known only once the data plane has started");
  return {
    ...settings,
    tagsAll: tags,
    arn: arnOf("apigateway", region, "", `/restapis/${restApi}/stages/${stageName}`),
    executionArn: arnOf("execute-api", region, accountId, `${restApi}/${stageName}`),
    invokeUrl: invokeUrl(origin, restApi, stageName),
  };
}
