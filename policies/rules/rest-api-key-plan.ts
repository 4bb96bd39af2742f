import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { partsOfApi, restApiOf } from "../read/api/rest-api";
import { hasKeyChain, keyLinksOf, opensStage } from "../read/api/usage-plan";
import { holdsOfSome } from "../read/judgeable";
import { isTrue, textAt, valueAt } from "../read/resource";
import { knownAt, sourcesOf, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const restApiKeyPlan = stackRule({
  name: "rest-api-key-plan",
  description:
    "An API whose methods require a key has a usage plan for each stage, that plan has a key, and it can be sent.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Give a usage plan apiStages: [{ apiId: api.id, stage: stage.stageName }] and link a key to it. " +
    'Pass references, not strings: a preview follows them. Leave apiKeySource at "HEADER".',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  tags: ["apigateway", "security", "authentication"],
  types: [awsType.restApi, awsType.stage, awsType.basePathMapping],
  checks: [
    (stage, stack) => {
      if (stage.type !== awsType.stage || !hasKeyChain(stack)) return undefined;
      const api = restApiOf(stack, stage);
      if (api === undefined || methodsWithKey(api, stack).length === 0) return undefined;
      const opens = opensStage(stage, stack);
      const hasKey = (plan: PolicyResource) => keyLinksOf(plan, stack).length > 0;
      if (holdsOfSome(stack.ofType(awsType.usagePlan), (plan) => opens(plan) && hasKey(plan))) return undefined;
      const plans = stack.ofType(awsType.usagePlan).filter(opens);
      if (plans.length === 0) {
        return "methods of its API require a key, but no usage plan of this stack names this stage: every key is answered 403.";
      }
      return `no key is linked to ${plans.map((plan) => plan.name).join(", ")}, the usage plan of this stage: every request is answered 403.`;
    },
    (mapping, stack) => {
      if (mapping.type !== awsType.basePathMapping || !hasKeyChain(stack)) return undefined;
      const api = restApiOf(stack, mapping);
      const name = textAt(mapping, "stageName");
      if (api === undefined || name === undefined || methodsWithKey(api, stack).length === 0) return undefined;
      const stages = partsOfApi(stack, awsType.stage, api);
      if (sourcesOf(mapping, "stageName", awsType.stage).length > 0) return undefined;
      if (stages.some((stage) => textAt(stage, "stageName") === name)) return undefined;
      return "leads a custom domain name to a stage that is not this stack's: no usage plan here says who may call it.";
    },
    (api, stack) => {
      if (api.type !== awsType.restApi || knownAt(api, "apiKeySource") !== "AUTHORIZER") return undefined;
      const unanswered = methodsWithKey(api, stack).filter((method) => textAt(method, "authorization") !== "CUSTOM");
      return unanswered.map(
        ({ name }) =>
          `apiKeySource is "AUTHORIZER", and ${name} has no authorizer to name a key: every request is answered 403.`,
      );
    },
  ],
});

const methodsWithKey = (api: PolicyResource, stack: Stack): readonly PolicyResource[] =>
  partsOfApi(stack, awsType.method, api).filter((method) => isTrue(valueAt(method, "apiKeyRequired")));
