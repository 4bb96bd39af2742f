import { deploymentOrder } from "../../../policies/rules/deployment-order";
import { changeFixture } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const without = (...names: readonly string[]) =>
  changeFixture("deployment", (deployment) => ({
    ...deployment,
    dependsOn: (other) => deployment.dependsOn?.(other) === true && !names.includes(other.name),
  }));
const words = (names: string) =>
  `does not wait for ${names}: it may be a snapshot of the API without them, and the stage serves that.`;

describeRule(deploymentOrder, {
  finds: {
    "a deployment that may be made before a mapping": {
      stack: without("post-503-mapping"),
      found: { deployment: [words("post-503-mapping")] },
      inBody: false,
    },
    "a deployment that may be made before an integration and its method": {
      stack: without("post-503-mapping", "post-integration"),
      found: { deployment: [words("post-503-mapping, post-integration")] },
      inBody: false,
    },
  },
  accepts: {
    "another method that it does not wait for": { stack: without("get-integration", "get-200-mapping") },
    "what it waits for by way of another resource": { stack: without("post", "post-200") },
  },
});
