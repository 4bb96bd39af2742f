import { resourceRule } from "../pack/rule";
import { type } from "../read/types";

export const createBeforeDelete = resourceRule({
  name: "create-before-delete",
  description: "An API, a key, a stage, a stream or a secret is not deleted before its replacement is there.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave deleteBeforeReplace out. To replace such a resource, make the new one beside the old one first.",
  url: "https://www.pulumi.com/docs/iac/concepts/options/deletebeforereplace/",
  tags: ["apigateway", "kinesis", "secretsmanager", "data-loss", "reliability"],
  types: [type.restApi, type.stage, type.apiKey, type.stream, type.secret],
  checks: [
    (resource) =>
      resource.opts.deleteBeforeReplace === true
        ? "deleteBeforeReplace is set: clients would lose it, and what it holds, before its replacement is there."
        : undefined,
  ],
});
