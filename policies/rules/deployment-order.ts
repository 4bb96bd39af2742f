import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { takesRecords } from "../read/records-api";
import { oncePerStack, referenceKey, type Stack } from "../read/stack";
import { type } from "../read/types";

export const deploymentOrder = stackRule({
  name: "deployment-order",
  description: "A deployment waits for every method, integration and response of its API.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Name them in the deployment's dependsOn, or make triggers of their outputs.",
  url: "https://www.pulumi.com/docs/iac/concepts/options/dependson/",
  tags: ["apigateway", "data-loss", "reliability"],
  types: [type.deployment],
  checks: [
    (deployment, stack) => {
      if (!takesRecords(deployment, stack)) return undefined;
      const parts = partsByApi(stack).get(referenceKey(deployment, "restApi") ?? "") ?? [];
      const before = urnsBefore(deployment);
      const late = parts.filter(({ urn }) => !before.has(urn)).map(({ name }) => name);
      if (late.length === 0) return undefined;
      return `does not wait for ${late.join(", ")}: it may be a snapshot of the API without them, and the stage serves that.`;
    },
  ],
});

const PARTS = [type.method, type.methodResponse, type.integration, type.integrationResponse, type.gatewayResponse];

/** What a deployment takes a snapshot of, by its API. */
const partsByApi = oncePerStack((stack: Stack) => {
  const groups = new Map<string, PolicyResource[]>();
  for (const part of PARTS.flatMap((one) => stack.ofType(one))) {
    const api = referenceKey(part, part.type === type.gatewayResponse ? "restApiId" : "restApi") ?? "";
    const group = groups.get(api);
    if (group) group.push(part);
    else groups.set(api, [part]);
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
