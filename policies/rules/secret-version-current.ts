import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { configHolders, holdsConnectorConfig } from "../read/connector-config";
import { ignoredBy } from "../read/judged-properties";
import { listAt } from "../read/resource";
import { type } from "../read/types";

export const secretVersionCurrent = stackRule({
  name: "secret-version-current",
  description: "Whoever reads the secret gets the connector's file of this run.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps:
    'Leave versionStages out, or name "AWSCURRENT" in it. Take what holds the file out of ignoreChanges.',
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html",
  tags: ["secretsmanager", "connector", "reliability"],
  types: configHolders,
  checks: [
    (version) => {
      if (version.type !== type.secretVersion) return undefined;
      const stages = listAt(version, "versionStages");
      if (stages.length === 0 || stages.includes("AWSCURRENT") || !holdsConnectorConfig(version)) return undefined;
      return "versionStages lacks AWSCURRENT: whoever reads the secret gets an older file.";
    },
    (holder) => {
      const ignored = ignoredFileOf(holder);
      if (ignored.length === 0 || !holdsConnectorConfig(holder)) return undefined;
      return `ignoreChanges has ${ignored.join(", ")} of a connector's file: whoever reads it gets an older file.`;
    },
  ],
});

/** What holds a file, and which version of it is current. */
const VALUE = /^(?:\*|secret(?:String|Binary|StringWo)|value|valueWo|insecureValue|versionStages)$/;

const ignoredFileOf = (holder: PolicyResource): readonly string[] =>
  ignoredBy(holder).filter((property) => VALUE.test(property));
