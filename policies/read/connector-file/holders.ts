import type { PolicyResource } from "@pulumi/policy";

import { isNotKnownYet, property, type Resource, valueAt } from "../resource";
import { isMadeFrom, pointsAt, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { type ConnectorConfig, readConnectorConfigs } from "./config";

/** What can hold the file, and in which properties: as a text, or as the texts of a map. */
const HOLDERS: Readonly<Record<string, readonly string[]>> = {
  [awsType.secretVersion]: ["secretString", "secretStringWo", "secretBinary"],
  [awsType.parameter]: ["value", "valueWo", "insecureValue"],
  [awsType.kubernetesSecret]: ["stringData", "data"],
  [awsType.kubernetesConfigMap]: ["data"],
};

/** Where a text stands in Base64. */
const isEncoded = (holder: Resource, path: string): boolean =>
  path === "secretBinary" || (holder.type === awsType.kubernetesSecret && path === "data");

/** The types that can hold a connector's configuration. */
export const configHolders: readonly string[] = Object.keys(HOLDERS);

/** The connector's configurations among a resource's properties. Throws where one is not known yet. */
export function connectorConfigsAt(holder: Resource): readonly ConnectorConfig[] {
  return (HOLDERS[holder.type] ?? []).flatMap((path) =>
    textsHeldAt(holder, path).flatMap((text) =>
      readConnectorConfigs(isEncoded(holder, path) ? Buffer.from(text, "base64").toString("utf8") : text),
    ),
  );
}

function textsHeldAt(holder: Resource, path: string): readonly string[] {
  const held = valueAt(holder, path);
  const all = typeof held === "object" && held !== null ? Object.keys(held).map((key) => property(held, key)) : [held];
  return all.filter((text) => typeof text === "string");
}

/**
 * Whether a resource holds a connector's configuration, also while its text is not known.
 * @param holder A resource of one of {@link configHolders}.
 * @returns Whether its text is one, or is made from an API key together with the API or a stage of it.
 * @throws Unreadable if the text may be the file, and cannot be read.
 */
export function holdsConnectorConfig(holder: PolicyResource): boolean {
  try {
    return connectorConfigsAt(holder).length > 0;
  } catch (error) {
    if (!isNotKnownYet(error)) throw error;
    return (
      isMadeFrom(holder, awsType.apiKey, awsType.usagePlanKey) && isMadeFrom(holder, awsType.restApi, awsType.stage)
    );
  }
}

/** What holds configurations that send to an API: those made from it or its stages. */
export function configHoldersFor(api: PolicyResource, stack: Stack): readonly PolicyResource[] {
  const isOfApi = (source: PolicyResource) => source === api || pointsAt(source, "restApi", api);
  return configHolders
    .flatMap((holder) => stack.ofType(holder))
    .filter((holder) => Object.keys(holder.propertyDependencies).some((path) => sourcesOf(holder, path).some(isOfApi)));
}
