import { resourceRule } from "../pack/rule";
import { awsType } from "../read/types";

interface Config {
  readonly types: readonly string[];
}

export const statefulProtected = resourceRule<Config>({
  name: "stateful-protected",
  description: "In a protected stage, what cannot be made again is protected from deletion.",
  severity: "high",
  // A stage is protected where its configuration says "mandatory".
  enforcementLevel: "disabled",
  remediationSteps: "Give the resource the option protect: true.",
  url: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
  tags: ["reliability"],
  configSchema: {
    properties: {
      // A stream's records go with it; an API's id, a key's value and a secret's ARN are what others hold of it.
      types: {
        type: "array",
        items: { type: "string" },
        default: [awsType.stream, awsType.restApi, awsType.apiKey, awsType.secret, awsType.key],
        laxer: "fewer",
      },
    },
  },
  checks: [
    (resource, { types }) =>
      types.includes(resource.type) && !resource.opts.protect
        ? "protect is not set: a change that replaces it, or a destroy, deletes it for good."
        : undefined,
  ],
});
