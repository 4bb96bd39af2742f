import { LOWERCASE_AND_DIGITS } from "../../environment";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { pathOf } from "../deployed/deploy";
import { badRequest, conflict, notFound } from "../errors";
import { orUndefined, resourceOf, restApiOf } from "../find";
import { RestApiIds } from "../inputs/fields";
import { ResourceInputs } from "../inputs/resource";
import type { ApiGateway, Resource, RestApi } from "../state";
import { RESOURCE_ID_LENGTH } from "./rest-api";

const PATH_PART = /^(?:[A-Za-z0-9._:-]+|\{[A-Za-z0-9._:-]+\+?\})$/;
/** Paths at the root that API Gateway keeps for its own health checks. */
const RESERVED: readonly string[] = ["ping", "sping"];

/**
 * `aws:apigateway/resource:Resource`
 * @param gateway of the account
 * @returns the model
 */
export function resourceModel(gateway: ApiGateway): MemoryModel<ResourceInputs> {
  const find = (id: string, known: Properties): Resource =>
    resourceOf(gateway, { ...RestApiIds.parse(known), resourceId: id });
  return {
    type: "aws:apigateway/resource:Resource",
    inputs: ResourceInputs,
    replaceOn: ["restApi"],
    importId: "restApi/id",
    computed: ["path"],
    create: (inputs) => {
      const restApi = restApiOf(gateway, inputs);
      refuse(restApi, inputs);
      const id = gateway.environment.randomString(RESOURCE_ID_LENGTH, LOWERCASE_AND_DIGITS);
      restApi.resources.set(id, { id, settings: inputs, methods: new Map() });
      return { id, outputs: { ...inputs, path: pathOf(restApi, id) } };
    },
    read: (id, known) => {
      const resource = orUndefined(() => find(id, known));
      return (
        resource && {
          ...RestApiIds.parse(known),
          ...resource.settings,
          path: pathOf(restApiOf(gateway, RestApiIds.parse(known)), id),
        }
      );
    },
    update: (id, inputs, known) => {
      const restApi = restApiOf(gateway, inputs);
      const resource = find(id, known);
      refuse(restApi, inputs, id);
      resource.settings = inputs;
      return { ...inputs, path: pathOf(restApi, id) };
    },
    delete: (id, known) => {
      if (orUndefined(() => find(id, known))) deleteWithChildren(restApiOf(gateway, RestApiIds.parse(known)), id);
    },
  };
}

/** Errors and their texts are recorded against AWS. @param id of the resource if it exists already */
function refuse(restApi: RestApi, { parentId, pathPart }: ResourceInputs, id?: string): void {
  const parent = restApi.resources.get(parentId);
  if (!parent) throw notFound("Invalid Resource identifier specified");
  if (!PATH_PART.test(pathPart)) {
    throw badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    );
  }
  if (parentId === restApi.rootResourceId && RESERVED.includes(pathPart)) {
    throw badRequest(`/${pathPart} is reserved by API Gateway`);
  }
  if (parent.settings?.pathPart.endsWith("+}")) {
    throw badRequest(`Cannot create a child of a resource with a greedy path variable: ${parent.settings.pathPart}`);
  }
  if (id !== undefined && isWithin(restApi, parentId, id)) throw badRequest("Resources cannot be cyclical.");
  const siblings = childrenOf(restApi, parentId).filter((sibling) => sibling.id !== id);
  if (siblings.some((sibling) => sibling.settings?.pathPart === pathPart)) {
    throw conflict(`Another resource with the same parent already has this name: ${pathPart}`);
  }
  const variable = siblings.find((sibling) => sibling.settings?.pathPart.startsWith("{"))?.settings?.pathPart;
  if (pathPart.startsWith("{") && variable !== undefined) {
    throw badRequest(
      `A sibling (${variable}) of this resource already has a variable path part -- only one is allowed`,
    );
  }
}

const childrenOf = (restApi: RestApi, parentId: string): Resource[] =>
  [...restApi.resources.values()].filter(({ settings }) => settings?.parentId === parentId);

function isWithin(restApi: RestApi, id: string, ancestor: string): boolean {
  const parentId = restApi.resources.get(id)?.settings?.parentId;
  return id === ancestor || (parentId !== undefined && isWithin(restApi, parentId, ancestor));
}

/** Recorded against AWS: the children of a resource are deleted with it. */
function deleteWithChildren(restApi: RestApi, id: string): void {
  for (const child of childrenOf(restApi, id)) deleteWithChildren(restApi, child.id);
  restApi.resources.delete(id);
}
