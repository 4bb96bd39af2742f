import { resourceRule } from "../pack/rule";
import { configHolders, connectorConfigsAt } from "../read/connector-config";
import { isJudged } from "../read/judged-properties";
import type { Resource } from "../read/resource";

export const ignoredChanges = resourceRule({
  name: "ignored-changes",
  description: "No change of a property that a rule judges is ignored.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Take the property out of ignoreChanges.",
  url: "https://www.pulumi.com/docs/iac/concepts/options/ignorechanges/",
  tags: ["apigateway", "kinesis", "iam", "governance"],
  checks: [
    (resource) => {
      const ignored = ignoredBy(resource).filter((property) => isJudged(resource, property));
      return ignored.length === 0 ? undefined : `ignoreChanges has ${ignored.join(", ")}: ${STAYS}`;
    },
    (resource) => {
      if (!configHolders.includes(resource.type)) return undefined;
      const ignored = ignoredBy(resource).filter((property) => property === "*" || VALUE.test(property));
      if (ignored.length === 0 || connectorConfigsAt(resource).length === 0) return undefined;
      return `ignoreChanges has ${ignored.join(", ")} of a connector's file: ${STAYS}`;
    },
  ],
});

const STAYS = "AWS keeps what it has, whatever the program says and the rules have judged.";

/** What holds a file, and which version of it is current. */
const VALUE = /^(?:secret(?:String|Binary|StringWo)|value|valueWo|insecureValue|versionStages)$/;

/**
 * The properties whose changes are ignored; of a path, such as `triggers["model"]`, the first name.
 * https://www.pulumi.com/docs/iac/concepts/miscellaneous/property-paths/
 */
const ignoredBy = ({ opts }: Resource): readonly string[] => [
  ...new Set(opts.ignoreChanges.map((path) => /^(?:\[["']?)?([^.[\]"']+)/.exec(path.trim())?.[1] ?? "*")),
];
