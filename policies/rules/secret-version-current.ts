import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { configHolders, holdsConnectorConfig } from "../read/connector-file/holders";
import { ignoredBy } from "../read/judged-properties";
import { listAt } from "../read/resource";
import { pointsAt, referenceKey, sourcesOf, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const secretVersionCurrent = stackRule({
  name: "secret-version-current",
  description: "Whoever reads the secret gets the connector's file of this run.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps:
    'Leave versionStages out, or name "AWSCURRENT" in it. Take what holds the file out of ignoreChanges. Write one version of ' +
    "the secret, and rotate the key and the file with the program.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html",
  tags: ["secretsmanager", "connector", "reliability"],
  types: [...configHolders, awsType.secretRotation],
  checks: [
    (version) => {
      if (version.type !== awsType.secretVersion) return undefined;
      const stages = listAt(version, "versionStages");
      if (stages.length === 0 || stages.includes("AWSCURRENT") || !holdsConnectorConfig(version)) return undefined;
      return "versionStages lacks AWSCURRENT: whoever reads the secret gets an older file.";
    },
    (holder) => {
      const ignored = ignoredFileOf(holder);
      if (ignored.length === 0 || !holdsConnectorConfig(holder)) return undefined;
      return `ignoreChanges has ${ignored.join(", ")} of a connector's file: whoever reads it gets an older file.`;
    },
    (version, stack) => {
      if (version.type !== awsType.secretVersion || !isCurrent(version)) return undefined;
      const others = filesBeside(version, stack).filter(isCurrent);
      return others.length > 0 && !holdsConnectorConfig(version)
        ? "writes a current version that is no connector's file, into the secret of one: who reads it gets the later one."
        : undefined;
    },
    (rotation, stack) =>
      rotation.type === awsType.secretRotation && filesBeside(rotation, stack).length > 0
        ? "rotates the secret of a connector's file: the function writes another file than this run, or none."
        : undefined,
  ],
});

function isCurrent(version: PolicyResource): boolean {
  const stages = listAt(version, "versionStages");
  return stages.length === 0 || stages.includes("AWSCURRENT");
}

/** The other versions of the same secret that hold a connector's file. */
const filesBeside = (part: PolicyResource, stack: Stack): readonly PolicyResource[] =>
  stack
    .ofType(awsType.secretVersion)
    .filter((other) => other !== part && isOfSameSecret(part, other, stack))
    .filter(holdsConnectorConfig);

/** A secret's id is its ARN: whoever is made from the same secret, or has the same text, means it. */
function isOfSameSecret(part: PolicyResource, other: PolicyResource, stack: Stack): boolean {
  const key = referenceKey(part, "secretId");
  const secrets = (one: PolicyResource) =>
    stack
      .ofType(awsType.secret)
      .filter((secret) => sourcesOf(one, "secretId").includes(secret) || pointsAt(one, "secretId", secret));
  return (
    (key !== undefined && key === referenceKey(other, "secretId")) ||
    secrets(part).some((one) => secrets(other).includes(one))
  );
}

/** What holds a file, and which version of it is current. */
const VALUE = /^(?:\*|secret(?:String|Binary|StringWo)|value|valueWo|insecureValue|data|stringData|versionStages)$/;

const ignoredFileOf = (holder: PolicyResource): readonly string[] =>
  ignoredBy(holder).filter((property) => VALUE.test(property));
