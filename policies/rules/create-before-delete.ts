import { resourceRule } from "../pack/rule";
import { awsType } from "../read/types";

export const createBeforeDelete = resourceRule({
  name: "create-before-delete",
  description: "An API, a key, a stage, a stream or a secret is not deleted before its replacement is there.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave deleteBeforeReplace out. To replace such a resource, make the new one beside the old one first.",
  url: "https://www.pulumi.com/docs/iac/concepts/options/deletebeforereplace/",
  tags: ["apigateway", "kinesis", "secretsmanager", "data-loss", "reliability"],
  types: [awsType.restApi, awsType.stage, awsType.apiKey, awsType.stream, awsType.secret],
  checks: [
    (resource) =>
      resource.opts.deleteBeforeReplace === true
        ? "deleteBeforeReplace is set: clients would lose it, and what it holds, before its replacement is there."
        : undefined,
  ],
});
