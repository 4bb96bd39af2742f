import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { isKnownToCall, takesRecords } from "../read/api/records-api";
import { partsOfSameMethod } from "../read/api/rest-api";
import { knownAt, oncePerStack, referenceKey, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const deploymentOrder = stackRule({
  name: "deployment-order",
  description: "A deployment waits for every method, integration and response that a record meets.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Name them in the deployment's dependsOn, or make triggers of their outputs.",
  url: "https://www.pulumi.com/docs/iac/concepts/options/dependson/",
  tags: ["apigateway", "data-loss", "reliability"],
  types: [awsType.deployment],
  checks: [
    (deployment, stack) => {
      if (!takesRecords(deployment, stack)) return undefined;
      const parts = partsByApi(stack).get(referenceKey(deployment, "restApi") ?? "") ?? [];
      const before = urnsBefore(deployment);
      const late = parts
        .filter(({ urn }) => !before.has(urn))
        .map(({ name }) => name)
        .sort();
      if (late.length === 0) return undefined;
      return `does not wait for ${late.join(", ")}: it may be a snapshot of the API without them, and the stage serves that.`;
    },
  ],
});

const PARTS = [awsType.method, awsType.methodResponse, awsType.integration, awsType.integrationResponse];

/** What answers who has no right to ask: no record waits for it. */
const OF_STRANGERS =
  /^(?:ACCESS_DENIED|AUTHORIZER_|EXPIRED_TOKEN|INVALID_API_KEY|INVALID_SIGNATURE|MISSING_AUTHENTICATION_TOKEN|RESOURCE_NOT_FOUND|UNAUTHORIZED|WAF_)/;

/** What a record meets of an API, by the API. */
const partsByApi = oncePerStack((stack: Stack) => {
  const groups = new Map<string, PolicyResource[]>();
  const add = (api: string | undefined, parts: readonly PolicyResource[]) => {
    if (api !== undefined) groups.set(api, [...(groups.get(api) ?? []), ...parts]);
  };
  for (const integration of stack.ofType(awsType.integration).filter(isKnownToCall)) {
    const parts = PARTS.flatMap((part) => partsOfSameMethod(stack, part, integration));
    add(referenceKey(integration, "restApi"), parts);
  }
  for (const response of stack.ofType(awsType.gatewayResponse)) {
    const kind = knownAt(response, "responseType");
    if (typeof kind !== "string" || !OF_STRANGERS.test(kind)) add(referenceKey(response, "restApiId"), [response]);
  }
  return groups;
});

/** What the engine has made before it makes a resource. */
function urnsBefore(resource: PolicyResource): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [resource];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const source of [...next.dependencies, ...Object.values(next.propertyDependencies).flat()]) {
      if (seen.has(source.urn)) continue;
      seen.add(source.urn);
      waiting.push(source);
    }
  }
  return seen;
}
