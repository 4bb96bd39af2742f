import type { PolicyResource } from "@pulumi/policy";

import { configHolders, holdsConnectorConfig } from "../connector-file/holders";
import { isNotJudgeable } from "../judgeable";
import { isNotKnownYet } from "../resource";
import { knownAt, oncePerStack, referenceKey, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { apiIdIn } from "./api-address";
import { callsKinesis, orMay } from "./kinesis-call";

/**
 * Whether a resource belongs to a REST API that takes records: one of its integrations calls Kinesis, or a connector sends
 * to it.
 * @param resource The API itself, or what names one.
 * @param stack Its stack.
 * @returns Whether it does, as far as it is known.
 */
export function takesRecords(resource: PolicyResource, stack: Stack): boolean {
  const key = apiKeyOf(resource);
  return key !== undefined && recordsApis(stack).has(key);
}

/**
 * Whether the connector's file of this stack leads to an API: what the API answers, the connector takes for the truth.
 * @param resource The API itself, or what names one in `restApi`.
 * @param stack Its stack.
 * @returns Whether it does, as far as it is known.
 */
export function isOfConnector(resource: PolicyResource, stack: Stack): boolean {
  const key = apiKeyOf(resource);
  return key !== undefined && connectorApis(stack).has(key);
}

/**
 * Whether a property leads to an API that takes records: its text has the API's own host, or, while that is not known, it
 * is made from the API or a stage of it.
 * @param resource The resource with the property.
 * @param property Its name, without a path.
 * @param text An address or a host in the property, as far as it is known.
 * @param stack The stack.
 * @returns Whether it does.
 */
export function leadsToRecords(resource: PolicyResource, property: string, text: unknown, stack: Stack): boolean {
  if (typeof text === "string") {
    const id = apiIdIn(text);
    return id !== undefined && recordsApis(stack).has(id);
  }
  return sourcesOf(resource, property).some(
    (source) => (source.type === awsType.restApi || source.type === awsType.stage) && takesRecords(source, stack),
  );
}

/** What tells the APIs of a stack apart: the id once it is known, the URN before. */
function apiKeyOf(resource: PolicyResource): string | undefined {
  if (resource.type === awsType.restApi) {
    const id = knownAt(resource, "id");
    return typeof id === "string" ? id : resource.urn;
  }
  const key = referenceKey(resource, NAMED_BY[resource.type] ?? "restApi");
  // The provider takes an empty id for none.
  return key === "" ? undefined : key;
}

/** By type, the property that names the API, where it has another name than `restApi`. */
const NAMED_BY: Readonly<Record<string, string>> = {
  [awsType.apiMapping]: "apiId",
  [awsType.gatewayResponse]: "restApiId",
  [awsType.restApiPolicy]: "restApiId",
};

const recordsApis = oncePerStack((stack): ReadonlySet<string> => {
  const calling = stack.ofType(awsType.integration).filter(isKnownToCall);
  const named = configHoldersIn(stack).flatMap(apisOfConnector);
  return new Set([...calling, ...named].flatMap((resource) => apiKeyOf(resource) ?? []));
});

const connectorApis = oncePerStack((stack): ReadonlySet<string> => {
  const files = configHoldersIn(stack).filter(mayHoldFile);
  return new Set(files.flatMap(apisOfConnector).flatMap((resource) => apiKeyOf(resource) ?? []));
});

const configHoldersIn = (stack: Stack): readonly PolicyResource[] =>
  configHolders.flatMap((holder) => stack.ofType(holder));

/** A text that may be the file, and cannot be read, is a finding of other rules. Here it counts as the file. */
function mayHoldFile(version: PolicyResource): boolean {
  try {
    return holdsConnectorConfig(version);
  } catch (error) {
    if (isNotJudgeable(error)) return true;
    throw error;
  }
}

/**
 * Whether an integration calls Kinesis, as far as it is known.
 * @param integration An integration of a REST API.
 * @returns Whether it does; false where nobody can tell yet.
 */
export function isKnownToCall(integration: PolicyResource): boolean {
  try {
    return orMay(callsKinesis)(integration);
  } catch (error) {
    if (isNotKnownYet(error)) return false;
    throw error;
  }
}

/** The stages and APIs that a text is made from, if it also holds an API key: a connector's file has both. */
function apisOfConnector(holder: PolicyResource): readonly PolicyResource[] {
  const sources = Object.values(holder.propertyDependencies).flat();
  const hasKey = sources.some((source) => source.type === awsType.apiKey || source.type === awsType.usagePlanKey);
  return hasKey ? sources.filter((source) => source.type === awsType.restApi || source.type === awsType.stage) : [];
}
