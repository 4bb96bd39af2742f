import { resourceRule } from "../pack/rule";
import { connectorConfigsAt } from "../read/connector-config";
import { listAt } from "../read/resource";
import { type } from "../read/types";

export const secretVersionCurrent = resourceRule({
  name: "secret-version-current",
  description: "The connector's file is the current version of its secret.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps: 'Leave versionStages out, or name "AWSCURRENT" in it.',
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html",
  tags: ["secretsmanager", "connector", "reliability"],
  types: [type.secretVersion],
  checks: [
    (version) => {
      const stages = listAt(version, "versionStages");
      if (stages.length === 0 || stages.includes("AWSCURRENT") || connectorConfigsAt(version).length === 0) {
        return undefined;
      }
      return "versionStages lacks AWSCURRENT: whoever reads the secret gets an older file.";
    },
  ],
});
