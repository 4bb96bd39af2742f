import { isNotFound } from "../errors";
import { notFound } from "./errors";
import type { MethodIds, RestApiIds } from "./inputs/fields";
import type { ApiGateway, ApiKey, Integration, Method, Resource, RestApi, UsagePlan } from "./state";

/**
 * Finds an API.
 * @param gateway of the account
 * @param ids of the API, and its region
 * @returns the API
 * @throws AwsError NotFoundException if there is no such API in the region, as all of these
 */
export function restApiOf(gateway: ApiGateway, { region, restApi }: RestApiIds): RestApi {
  const found = inRegion(gateway.restApis.get(restApi), region);
  if (!found) throw notFound(`Invalid API identifier specified ${gateway.accountId}:${restApi}`);
  return found;
}

/**
 * Finds a resource of an API.
 * @param gateway of the account
 * @param ids of the API and the resource, and their region
 * @returns the resource
 * @throws AwsError NotFoundException
 */
export function resourceOf(gateway: ApiGateway, ids: RestApiIds & { readonly resourceId: string }): Resource {
  const found = inRegion(gateway.restApis.get(ids.restApi), ids.region)?.resources.get(ids.resourceId);
  if (!found) throw notFound("Invalid Resource identifier specified");
  return found;
}

/**
 * Finds a method.
 * @param gateway of the account
 * @param ids of the API and the resource, the HTTP method, and the region
 * @returns the method
 * @throws AwsError NotFoundException
 */
export function methodOf(gateway: ApiGateway, ids: MethodIds): Method {
  const found = resourceOf(gateway, ids).methods.get(ids.httpMethod);
  if (!found) throw notFound("Invalid Method identifier specified");
  return found;
}

/**
 * Finds the integration of a method.
 * @param gateway of the account
 * @param ids of the API and the resource, the HTTP method, and the region
 * @returns the integration
 * @throws AwsError NotFoundException
 */
export function integrationOf(gateway: ApiGateway, ids: MethodIds): Integration {
  const found = methodOf(gateway, ids).integration;
  if (!found) throw notFound("Invalid Integration identifier specified");
  return found;
}

/**
 * Finds an API key.
 * @param gateway of the account
 * @param region of the key
 * @param id of the key
 * @returns the key
 * @throws AwsError NotFoundException
 */
export function apiKeyOf(gateway: ApiGateway, region: string, id: string): ApiKey {
  const found = inRegion(gateway.apiKeys.get(id), region);
  if (!found) throw notFound("Invalid API Key identifier specified");
  return found;
}

/**
 * Finds a usage plan.
 * @param gateway of the account
 * @param region of the plan
 * @param id of the plan
 * @returns the plan
 * @throws AwsError NotFoundException
 */
export function usagePlanOf(gateway: ApiGateway, region: string, id: string): UsagePlan {
  const found = inRegion(gateway.usagePlans.get(id), region);
  if (!found) throw notFound("Invalid Usage Plan ID specified");
  return found;
}

function inRegion<T extends { settings: { region: string } }>(found: T | undefined, region: string): T | undefined {
  return found?.settings.region === region ? found : undefined;
}

/**
 * What `find` returns, or undefined if nothing is there.
 * @param find throws NotFoundException if nothing is there
 * @returns what was found
 * @throws Error for any other error of `find`
 */
export function orUndefined<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
