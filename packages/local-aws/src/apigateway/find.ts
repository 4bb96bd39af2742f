import { AwsError } from "../errors";
import { notFound } from "./errors";
import type { MethodIds, RestApiIds } from "./inputs/fields";
import type { ApiGateway, ApiKey, Integration, Method, Resource, RestApi, UsagePlan } from "./state";

/** @throws AwsError NotFoundException if there is no such API in the region, as all of these */
export function restApiOf(gateway: ApiGateway, { region, restApi }: RestApiIds): RestApi {
  const found = inRegion(gateway.restApis.get(restApi), region);
  if (!found) throw notFound(`Invalid API identifier specified ${gateway.accountId}:${restApi}`);
  return found;
}

export function resourceOf(gateway: ApiGateway, place: RestApiIds & { readonly resourceId: string }): Resource {
  const found = inRegion(gateway.restApis.get(place.restApi), place.region)?.resources.get(place.resourceId);
  if (!found) throw notFound("Invalid Resource identifier specified");
  return found;
}

export function methodOf(gateway: ApiGateway, place: MethodIds): Method {
  const found = resourceOf(gateway, place).methods.get(place.httpMethod);
  if (!found) throw notFound("Invalid Method identifier specified");
  return found;
}

export function integrationOf(gateway: ApiGateway, place: MethodIds): Integration {
  const found = methodOf(gateway, place).integration;
  if (!found) throw notFound("Invalid Integration identifier specified");
  return found;
}

export function apiKeyOf(gateway: ApiGateway, region: string, id: string): ApiKey {
  const found = inRegion(gateway.apiKeys.get(id), region);
  if (!found) throw notFound("Invalid API Key identifier specified");
  return found;
}

export function usagePlanOf(gateway: ApiGateway, region: string, id: string): UsagePlan {
  const found = inRegion(gateway.usagePlans.get(id), region);
  if (!found) throw notFound("Invalid Usage Plan ID specified");
  return found;
}

function inRegion<T extends { settings: { region: string } }>(found: T | undefined, region: string): T | undefined {
  return found?.settings.region === region ? found : undefined;
}

/** What `find` returns, or undefined if it is not there. */
export function orUndefined<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof AwsError && error.type === "NotFoundException") return undefined;
    throw error;
  }
}
